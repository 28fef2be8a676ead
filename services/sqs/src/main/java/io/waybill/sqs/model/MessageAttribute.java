package io.waybill.sqs.model;

import io.waybill.core.Utf8;
import io.waybill.sqs.api.MessageAttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One attribute of a message: text for `String` and `Number`, bytes for `Binary`, never both.
///
/// @param dataType the type with its label, such as `Number.float`
public record MessageAttribute(
    String name, String dataType, @Nullable String text, byte @Nullable [] binary) {
  public MessageAttribute {
    if ((text == null) == (binary == null)) {
      throw new IllegalArgumentException("an attribute has text or bytes: " + name);
    }
  }

  /// An attribute of text.
  public static MessageAttribute ofText(String name, String dataType, String text) {
    return new MessageAttribute(name, dataType, text, null);
  }

  /// An attribute of bytes, which are not copied.
  public static MessageAttribute ofBinary(String name, String dataType, byte[] binary) {
    return new MessageAttribute(name, dataType, null, binary);
  }

  /// How many bytes it counts towards its message's size.
  public int size() {
    int value = text != null ? Utf8.length(text) : binary != null ? binary.length : 0;
    return Utf8.length(name) + Utf8.length(dataType) + value;
  }

  /// Whether its value is bytes.
  public boolean isBinary() {
    return binary != null;
  }

  /// Its value's bytes: its text in UTF-8, or its bytes.
  public byte[] valueBytes() {
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return binary == null ? new byte[0] : binary;
  }

  /// This attribute as a receive answers it.
  public MessageAttributeValue value() {
    return new MessageAttributeValue(text, binary, null, null, dataType);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageAttribute that
        && name.equals(that.name)
        && dataType.equals(that.dataType)
        && Objects.equals(text, that.text)
        && Arrays.equals(binary, that.binary);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, dataType, text, Arrays.hashCode(binary));
  }
}
