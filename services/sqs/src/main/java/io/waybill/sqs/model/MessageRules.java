package io.waybill.sqs.model;

import io.waybill.shapes.ErrorShape;
import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.MessageSystemAttributeValue;
import io.waybill.sqs.api.SqsErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rules of what a message consists of: its body, its attributes and its size.
public final class MessageRules {
  /// The one system attribute that a sender may give.
  public static final String TRACE_HEADER = "AWSTraceHeader";

  private static final int ATTRIBUTES_MAX = 10;

  private MessageRules() {}

  /// The bytes of a message's body: at least one character, each one that XML 1.0 allows.
  public static byte[] body(@Nullable String text) {
    return body("MessageBody", text);
  }

  /// The bytes of the body that came as `parameter`: a batch's entries have names of their own.
  public static byte[] body(String parameter, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw Refusals.missing(parameter);
    }
    checkCharacters(text, SqsErrors.INVALID_MESSAGE_CONTENTS);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The attributes of a message in the order of their names, or a refusal.
  public static List<MessageAttribute> attributes(
      @Nullable Map<String, MessageAttributeValue> given) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    if (given.size() > ATTRIBUTES_MAX) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Number of message attributes ["
              + given.size()
              + "] exceeds the allowed maximum ["
              + ATTRIBUTES_MAX
              + "].");
    }
    List<MessageAttribute> attributes = new ArrayList<>(given.size());
    for (Map.Entry<String, MessageAttributeValue> entry : new TreeMap<>(given).entrySet()) {
      AttributeNames.check(entry.getKey());
      attributes.add(AttributeValues.checked(entry.getKey(), entry.getValue()));
    }
    return List.copyOf(attributes);
  }

  /// The system attributes of a message, or a refusal: only `AWSTraceHeader`, a `String`.
  public static List<MessageAttribute> systemAttributes(
      @Nullable Map<String, MessageSystemAttributeValue> given) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    List<MessageAttribute> attributes = new ArrayList<>(given.size());
    for (Map.Entry<String, MessageSystemAttributeValue> entry : new TreeMap<>(given).entrySet()) {
      attributes.add(AttributeValues.checkedSystem(entry.getKey(), entry.getValue()));
    }
    return List.copyOf(attributes);
  }

  /// How many bytes a message counts: its body and each attribute's name, type and value. System
  /// attributes do not count.
  public static int size(byte[] body, List<MessageAttribute> attributes) {
    int size = body.length;
    for (MessageAttribute attribute : attributes) {
      size += attribute.size();
    }
    return size;
  }

  /// Refuses a message of `size` bytes if the queue takes none so large.
  public static void checkSize(int size, QueueAttributes queue) {
    if (size > queue.maximumMessageSize()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + queue.maximumMessageSize()
              + " bytes.");
    }
  }

  /// Refuses `text` with `error` if it holds a character that XML 1.0 does not allow.
  static void checkCharacters(String text, ErrorShape error) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < Character.MIN_SURROGATE) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (!isAllowed(c)) {
        throw error.because(
            "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to"
                + " #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
      }
    }
  }

  private static boolean isAllowed(char c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0xE000 && c <= 0xFFFD);
  }
}
