package io.waybill.engine.partition;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.concurrent.Executor;

/// An answer that waits for its step to be durable.
sealed interface Outcome {
  void release();

  void fail(Throwable cause);

  /// Who releases it best.
  default Executor executor() {
    return Answer.HERE;
  }

  record Success<R>(Answer<R> answer, R value) implements Outcome {
    @Override
    public void release() {
      answer.succeed(value);
    }

    @Override
    public void fail(Throwable cause) {
      answer.fail(cause);
    }

    @Override
    public Executor executor() {
      return answer.executor();
    }
  }

  record Refused(Answer<?> answer, Refusal refusal) implements Outcome {
    @Override
    public void release() {
      answer.refuse(refusal);
    }

    @Override
    public void fail(Throwable cause) {
      answer.fail(cause);
    }

    @Override
    public Executor executor() {
      return answer.executor();
    }
  }

  /// Somebody who wants to know that all before is settled, well or not.
  record Quiet(Runnable action) implements Outcome {
    @Override
    public void release() {
      action.run();
    }

    @Override
    public void fail(Throwable cause) {
      action.run();
    }
  }
}
