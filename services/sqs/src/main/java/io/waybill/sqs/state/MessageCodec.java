package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.sqs.model.MessageAttribute;
import java.util.ArrayList;
import java.util.List;

/// A message as stored bytes, format version 1.
public final class MessageCodec {
  private static final int VERSION = 1;

  private MessageCodec() {}

  public static byte[] write(Message message) {
    ByteWriter out = new ByteWriter(message.body().length + 96);
    writeTo(out, message);
    return out.bytes();
  }

  public static void writeTo(ByteWriter out, Message message) {
    out.u8(VERSION)
        .uuid(message.id())
        .u64(message.sentAt())
        .text(message.sender())
        .raw(message.bodyMd5())
        .optional(message.traceHeader())
        .optional(message.groupId())
        .optional(message.deduplicationId())
        .count(message.sequenceNumber())
        .optional(message.deadLetterSource())
        .count(message.receivedBefore())
        .count(message.firstReceivedAt())
        .count(message.attributes().size());
    message.attributes().forEach(attribute -> writeAttribute(out, attribute));
    out.slice(message.body());
  }

  private static void writeAttribute(ByteWriter out, MessageAttribute attribute) {
    out.text(attribute.name()).text(attribute.dataType());
    byte[] binary = attribute.binary();
    if (binary != null) {
      out.u8(2).slice(binary);
    } else {
      out.u8(1).text(attribute.text() == null ? "" : attribute.text());
    }
  }

  public static Message read(byte[] value) {
    return readFrom(new ByteReader(value));
  }

  public static Message readFrom(ByteReader in) {
    in.version(VERSION);
    var id = in.uuid();
    long sentAt = in.u64();
    String sender = in.text();
    byte[] md5 = in.raw(16);
    String trace = in.optional();
    String group = in.optional();
    String deduplication = in.optional();
    long sequenceNumber = in.count();
    String deadLetterSource = in.optional();
    int receivedBefore = in.smallCount();
    long firstReceivedAt = in.count();
    List<MessageAttribute> attributes = readAttributes(in);
    return new Message(
        id,
        sentAt,
        sender,
        in.slice(),
        md5,
        attributes,
        trace,
        group,
        deduplication,
        sequenceNumber,
        deadLetterSource,
        receivedBefore,
        firstReceivedAt);
  }

  private static List<MessageAttribute> readAttributes(ByteReader in) {
    int count = in.smallCount();
    if (count == 0) {
      return List.of();
    }
    List<MessageAttribute> attributes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = in.text();
      String type = in.text();
      boolean binary = in.u8() == 2;
      attributes.add(
          binary
              ? new MessageAttribute(name, type, null, in.slice())
              : new MessageAttribute(name, type, in.text(), null));
    }
    return attributes;
  }

  /// When the message in `value` was sent, without reading the rest.
  public static long sentAt(byte[] value) {
    return new ByteReader(value, 17).u64();
  }
}
