package io.waybill.engine.gateway;

import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.StructureWriter;
import java.util.Map;
import java.util.concurrent.Executor;

/// Passes a typed output on in its JSON form.
record DocumentAnswer<O>(Answer<? super Document.Struct> then) implements Answer<O> {
  @Override
  public void succeed(O output) {
    then.succeed(
        output instanceof StructureWriter record
            ? DocumentWriter.of(record)
            : new Document.Struct(Map.of())); // an operation without output
  }

  @Override
  public void refuse(Refusal refusal) {
    then.refuse(refusal);
  }

  @Override
  public void fail(Throwable cause) {
    then.fail(cause);
  }

  @Override
  public void onAbandon(Runnable action) {
    then.onAbandon(action);
  }

  @Override
  public boolean hasRoom() {
    return then.hasRoom();
  }

  @Override
  public void hold(long bytes) {
    then.hold(bytes);
  }

  @Override
  public Executor executor() {
    return then.executor();
  }
}
