package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.state.Shelf;
import io.waybill.shapes.Refusal;

/// Holds a name for as long as it takes to make the thing that will have it.
final class Reserved {
  private Reserved() {}

  /// An answer that lets go of `name` before it tells `then`; `taken` is thrown where the name is
  /// not free.
  static <O> Answer<O> name(
      Shelf<?> shelf, Caller caller, String name, Refusal taken, Answer<O> then) {
    String account = caller.account().digits();
    String region = caller.region().name();
    if (!shelf.reserve(account, region, name)) {
      throw taken;
    }
    return new Answer<>() {
      @Override
      public void succeed(O output) {
        shelf.release(account, region, name);
        then.succeed(output);
      }

      @Override
      public void refuse(Refusal refusal) {
        shelf.release(account, region, name);
        then.refuse(refusal);
      }

      @Override
      public void fail(Throwable cause) {
        shelf.release(account, region, name);
        then.fail(cause);
      }
    };
  }
}
