package io.waybill.conformance.raw;

/// What a refused call was told, in the terms of boto3: what all clients make of it.
///
/// @param shape the name of the error's shape, which only the JSON protocol tells; else empty
public record Fault(int status, String code, String type, String shape, String message) {
  /// A refusal that is the caller's fault, as `protocol` tells it.
  public static Fault of(Protocol protocol, String code, String shape, String message) {
    return new Fault(400, code, "Sender", protocol == Protocol.JSON ? shape : "", message);
  }
}
