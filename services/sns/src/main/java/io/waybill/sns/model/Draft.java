package io.waybill.sns.model;

import io.waybill.core.Sha256;
import io.waybill.core.Utf8;
import io.waybill.sns.api.MessageAttributeValue;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller wants published.
///
/// @param subject empty where there is none
/// @param structured whether the message is JSON with a text for each protocol
/// @param groupId empty where there is none
/// @param deduplicationId empty where there is none
/// @param traceHeader the X-Ray header that goes along; empty where there is none
public record Draft(
    String message,
    String subject,
    boolean structured,
    List<Attribute> attributes,
    String groupId,
    String deduplicationId,
    String traceHeader) {
  /// AWS: 256 KB, attributes included.
  public static final int BYTES_MAX = 256 << 10;

  private static final int SUBJECT_MAX = 100;

  /// AWS: up to 128 letters, digits and signs of ASCII.
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  /// The draft of what was given, or a refusal.
  public static Draft of(
      @Nullable String message,
      @Nullable String subject,
      @Nullable String structure,
      @Nullable Map<String, MessageAttributeValue> attributes,
      @Nullable String groupId,
      @Nullable String deduplicationId,
      String traceHeader) {
    if (message == null || message.isEmpty()) {
      throw Refusals.invalid("Empty message");
    }
    checkSubject(subject);
    if (structure != null && !structure.equals("json")) {
      throw Refusals.invalid("MessageStructure");
    }
    boolean structured = structure != null;
    if (structured) {
      MessageTexts.check(message);
    }
    Draft draft =
        new Draft(
            message,
            subject == null ? "" : subject,
            structured,
            Attribute.checked(attributes),
            id("MessageGroupId", groupId),
            id("MessageDeduplicationId", deduplicationId),
            traceHeader);
    if (draft.size() > BYTES_MAX) {
      throw Refusals.invalid("Message too long");
    }
    return draft;
  }

  public int size() {
    return Utf8.length(message) + Attribute.size(attributes);
  }

  /// Refuses a draft that a topic does not take.
  public void checkFor(boolean fifo, boolean contentBasedDeduplication) {
    if (!fifo) {
      if (!deduplicationId.isEmpty()) {
        throw Refusals.invalid(
            "MessageDeduplicationId",
            "The request includes MessageDeduplicationId parameter that is not valid for this topic"
                + " type");
      }
      return;
    }
    if (groupId.isEmpty()) {
      throw Refusals.invalid("The MessageGroupId parameter is required for FIFO topics");
    }
    if (deduplicationId.isEmpty() && !contentBasedDeduplication) {
      throw Refusals.invalid(
          "The topic should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
  }

  /// The deduplication id on a FIFO topic: that which was given, or the message's SHA-256.
  public String effectiveDeduplicationId() {
    if (!deduplicationId.isEmpty()) {
      return deduplicationId;
    }
    return Sha256.hex(message);
  }

  private static String id(String parameter, @Nullable String id) {
    if (id == null) {
      return "";
    }
    if (!ID.matcher(id).matches()) {
      throw Refusals.invalid(
          parameter, "must be 1 to 128 letters, digits and punctuation characters");
    }
    return id;
  }

  private static void checkSubject(@Nullable String subject) {
    if (subject == null) {
      return;
    }
    boolean plain = subject.chars().noneMatch(c -> c < ' ' || c == 0x7f);
    if (subject.isEmpty() || subject.length() > SUBJECT_MAX || !plain) {
      throw Refusals.invalid("Subject");
    }
  }
}
