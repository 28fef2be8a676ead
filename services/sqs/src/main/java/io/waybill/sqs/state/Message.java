package io.waybill.sqs.state;

import io.waybill.sqs.model.MessageAttribute;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as it was accepted.
///
/// @param sentAt when it was sent, in milliseconds since 1970: retention counts from here
/// @param sender the id of the sending identity
/// @param body in UTF-8
/// @param bodyMd5 16 bytes
/// @param attributes sorted by name
/// @param sequenceNumber rises with every message of a FIFO queue; 0 on standard queues
/// @param deadLetterSource the ARN of the queue that gave it up, if one did
/// @param receivedBefore how often it was received in queues before this one
/// @param firstReceivedAt when it was first received in queues before this one; 0 if never
public record Message(
    UUID id,
    long sentAt,
    String sender,
    byte[] body,
    byte[] bodyMd5,
    List<MessageAttribute> attributes,
    @Nullable String traceHeader,
    @Nullable String groupId,
    @Nullable String deduplicationId,
    long sequenceNumber,
    @Nullable String deadLetterSource,
    int receivedBefore,
    long firstReceivedAt) {

  /// About what it takes in memory.
  public int weight() {
    int bytes = body.length + 256;
    for (MessageAttribute attribute : attributes) {
      bytes += attribute.size();
    }
    return bytes;
  }
}
