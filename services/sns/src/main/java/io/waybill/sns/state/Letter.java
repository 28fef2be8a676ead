package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.sns.model.Attribute;
import io.waybill.sns.model.Draft;
import io.waybill.sns.model.MessageTexts;
import io.waybill.sns.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the outbox carries: one message and whom it is for.
///
/// @param topic the number of the topic; 0 where it goes to one recipient straight
/// @param topicArn the topic's ARN; empty where there is none
/// @param upTo the highest number of a subscription that was there when it was published
/// @param recipient the one it goes to; [#NOBODY] where it goes to the topic's subscriptions
/// @param baseUrl what links in it begin with
/// @param sequence its number on a FIFO topic; 0 on others
/// @param deduplicationId as the topic took it; empty on standard topics
/// @param replayTo the number of the subscription that has it replayed; 0 where it is new
public record Letter(
    Kind kind,
    int topic,
    String topicArn,
    int upTo,
    Recipient recipient,
    UUID messageId,
    long millis,
    String baseUrl,
    Draft draft,
    long sequence,
    String deduplicationId,
    int replayTo) {
  private static final int VERSION = 3;

  public static final Recipient NOBODY = new Recipient("", "", "", "");

  /// The code is part of the format on disk.
  public enum Kind {
    NOTIFICATION(1),
    /// Asks for a confirmation.
    CONFIRMATION(2),
    /// Tells that the subscription was ended, and how to have it back.
    FAREWELL(3),
    /// Tells a topic what happened to an endpoint of a platform application.
    EVENT(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) {
      return switch (code) {
        case 2 -> CONFIRMATION;
        case 3 -> FAREWELL;
        case 4 -> EVENT;
        default -> NOTIFICATION;
      };
    }
  }

  /// Whom a message goes to straight.
  ///
  /// @param onBehalfOf the subscription's ARN; of an SMS that of what its account has for SMS
  /// @param token what confirms the subscription; empty where nothing is to be confirmed
  public record Recipient(String protocol, String endpoint, String onBehalfOf, String token) {}

  public boolean isFifo() {
    return sequence > 0;
  }

  public boolean isReplayed() {
    return replayTo > 0;
  }

  /// This one once more, for one subscription.
  public Letter replayedTo(int subscription) {
    return new Letter(
        kind,
        topic,
        topicArn,
        upTo,
        recipient,
        messageId,
        millis,
        baseUrl,
        draft,
        sequence,
        deduplicationId,
        subscription);
  }

  /// The text for a protocol.
  public String text(Protocol protocol) {
    return draft.structured()
        ? MessageTexts.text(draft.message(), protocol.messageKey())
        : draft.message();
  }

  public byte[] bytes() {
    ByteWriter out =
        new ByteWriter(256 + draft.message().length())
            .u8(VERSION)
            .u8(kind.code)
            .u32(topic)
            .text(topicArn)
            .u32(upTo)
            .text(recipient.protocol)
            .text(recipient.endpoint)
            .text(recipient.onBehalfOf)
            .text(recipient.token)
            .uuid(messageId)
            .u64(millis)
            .text(baseUrl)
            .count(sequence)
            .text(deduplicationId)
            .text(draft.message())
            .text(draft.subject())
            .u8(draft.structured() ? 1 : 0)
            .text(draft.groupId())
            .count(draft.attributes().size());
    for (Attribute each : draft.attributes()) {
      out.text(each.name()).text(each.type()).text(each.text());
    }
    return out.text(draft.traceHeader()).u32(replayTo).bytes();
  }

  public static Letter read(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    int version = in.version(VERSION);
    Kind kind = Kind.of(in.u8());
    int topic = in.u32();
    String topicArn = in.text();
    int upTo = in.u32();
    Recipient recipient = new Recipient(in.text(), in.text(), in.text(), in.text());
    UUID id = in.uuid();
    long millis = in.u64();
    String baseUrl = in.text();
    long sequence = in.count();
    String deduplicationId = in.text();
    return new Letter(
        kind,
        topic,
        topicArn,
        upTo,
        recipient,
        id,
        millis,
        baseUrl,
        draft(in, deduplicationId, version),
        sequence,
        deduplicationId,
        version < 3 ? 0 : in.u32());
  }

  private static Draft draft(ByteReader in, String deduplicationId, int version) {
    String message = in.text();
    String subject = in.text();
    boolean structured = in.u8() == 1;
    String groupId = in.text();
    List<Attribute> attributes = new ArrayList<>();
    for (int left = in.smallCount(); left > 0; left--) {
      attributes.add(new Attribute(in.text(), in.text(), in.text()));
    }
    String traceHeader = version == 1 ? "" : in.text();
    return new Draft(
        message, subject, structured, attributes, groupId, deduplicationId, traceHeader);
  }
}
