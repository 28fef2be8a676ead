package io.waybill.wire.protocol;

import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;

/// One service spoken in one of AWS's protocols.
///
/// Whatever a request holds, `operation` and `read` either return or throw a Refusal, which `error`
/// then puts in the caller's words.
public interface Protocol {
  /// The operation that `request` asks for. Refuses where the service has none of that name.
  OperationShape<?, ?> operation(WireRequest request);

  /// The operation's input. Refuses what is malformed or breaks a constraint of the model.
  <I> I read(OperationShape<I, ?> operation, WireRequest request);

  <O> WireResponse write(OperationShape<?, O> operation, O output, String requestId);

  WireResponse error(Refusal refusal, String requestId);

  /// The message that goes before the events which follow an output; empty where the protocol has
  /// the output elsewhere.
  ///
  /// @param body the output as `write` made it
  default byte[] initialResponse(byte[] body) {
    return Answers.NOTHING;
  }
}
