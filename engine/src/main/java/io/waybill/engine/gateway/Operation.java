package io.waybill.engine.gateway;

/// What a service does for one operation: input in, outcome to `answer`, now or later. Never
/// blocks.
///
/// May throw a Refusal before it has handed the answer on; the gateway answers with it.
@FunctionalInterface
public interface Operation<I, O> {
  void call(Caller caller, I input, Answer<O> answer);
}
