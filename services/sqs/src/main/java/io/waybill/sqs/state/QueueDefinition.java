package io.waybill.sqs.state;

import io.waybill.core.Arn;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.QueueName;
import java.util.Map;

/// What a queue is, apart from its messages.
///
/// @param number the queue's number in its partition: what its keys carry. A queue made anew under
///   the same name has another
/// @param secret 32 bytes that seal the queue's receipt handles
/// @param createdAt in milliseconds since 1970
/// @param modifiedAt in milliseconds since 1970
public record QueueDefinition(
    Arn arn,
    int number,
    byte[] secret,
    long createdAt,
    long modifiedAt,
    QueueAttributes attributes,
    Map<String, String> tags) {

  public QueueName name() {
    return new QueueName(arn.resource());
  }

  public QueueDefinition with(QueueAttributes changed, long nowMillis) {
    return new QueueDefinition(arn, number, secret, createdAt, nowMillis, changed, tags);
  }

  public QueueDefinition with(Map<String, String> changedTags) {
    return new QueueDefinition(
        arn, number, secret, createdAt, modifiedAt, attributes, Map.copyOf(changedTags));
  }
}
