package io.waybill.lambda.invoke;

import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Passes on pieces as they come and the end once, whatever breaks.
final class Once implements RunListener {
  private final RunListener pieces;
  private final Consumer<RunOutcome> end;
  private final AtomicBoolean over = new AtomicBoolean();

  Once(RunListener pieces, Consumer<RunOutcome> end) {
    this.pieces = pieces;
    this.end = end;
  }

  @Override
  public void streaming(String contentType) {
    pieces.streaming(contentType);
  }

  @Override
  public void piece(byte[] bytes) throws InterruptedException {
    pieces.piece(bytes);
  }

  @Override
  public void ended(RunOutcome outcome) {
    if (over.compareAndSet(false, true)) {
      end.accept(outcome);
    }
  }
}
