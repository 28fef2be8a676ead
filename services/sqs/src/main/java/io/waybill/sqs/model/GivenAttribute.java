package io.waybill.sqs.model;

import org.jspecify.annotations.Nullable;

/// A message attribute as a client sent it, before any rule was asked.
///
/// @param dataType `String`, `Number` or `Binary`, perhaps with a label behind a dot
/// @param text the value of a `String` or `Number`
/// @param binary the value of a `Binary`
/// @param list whether the client sent a list of values, which SQS has reserved and never taken
public record GivenAttribute(
    @Nullable String dataType, @Nullable String text, byte @Nullable [] binary, boolean list) {
  /// An attribute with text.
  public static GivenAttribute ofText(String dataType, String text) {
    return new GivenAttribute(dataType, text, null, false);
  }

  /// An attribute with bytes.
  public static GivenAttribute ofBinary(String dataType, byte[] binary) {
    return new GivenAttribute(dataType, null, binary, false);
  }
}
