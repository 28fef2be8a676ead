package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.concurrent.Executor;

/// An answer that lets go of something when it is told.
record Releasing<O>(Answer<O> then, Runnable release) implements Answer<O> {
  @Override
  public void succeed(O output) {
    release.run();
    then.succeed(output);
  }

  @Override
  public void refuse(Refusal refusal) {
    release.run();
    then.refuse(refusal);
  }

  @Override
  public void fail(Throwable cause) {
    release.run();
    then.fail(cause);
  }

  @Override
  public Executor executor() {
    return then.executor();
  }
}
