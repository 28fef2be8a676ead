package io.waybill.engine.functions;

/// One event for a function.
///
/// @param invokedArn the ARN that the caller named, qualifier included
/// @param payload JSON
/// @param clientContext JSON that the caller sent along; empty for none
/// @param traceHeader X-Ray's trace header; empty for none
/// @param isStreamed whether the answer is wanted piece by piece
/// @param wantsTail whether the last of its log is wanted with the outcome
public record FunctionEvent(
    String requestId,
    String invokedArn,
    byte[] payload,
    String clientContext,
    String traceHeader,
    boolean isStreamed,
    boolean wantsTail) {}
