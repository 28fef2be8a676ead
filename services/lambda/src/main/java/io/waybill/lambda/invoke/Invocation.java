package io.waybill.lambda.invoke;

import io.waybill.lambda.model.FunctionName;

/// One event that shall run now.
///
/// @param payload JSON
/// @param clientContext JSON; empty for none
/// @param traceHeader X-Ray's; empty for none
/// @param isStreamed whether the answer is wanted piece by piece
/// @param wantsTail whether the last of its log is wanted with the outcome
public record Invocation(
    FunctionName function,
    byte[] payload,
    String requestId,
    String clientContext,
    String traceHeader,
    boolean isStreamed,
    boolean wantsTail) {
  public static Invocation of(FunctionName function, byte[] payload, String requestId) {
    return new Invocation(function, payload, requestId, "", "", false, false);
  }
}
