package io.waybill.sqs.operations;

import io.waybill.sqs.api.Message;
import io.waybill.sqs.api.ReceiveMessageResult;
import io.waybill.sqs.decide.SequenceNumbers;
import io.waybill.sqs.model.AttributeSelection;
import io.waybill.sqs.model.Md5;
import io.waybill.sqs.model.MessageAttribute;
import io.waybill.sqs.model.SystemAttribute;
import io.waybill.sqs.state.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages as a receive answers them: with the attributes that it asked for.
final class ReceivedMessages {
  private ReceivedMessages() {}

  static ReceiveMessageResult output(List<Delivery> got, AttributeSelection selection) {
    return new ReceiveMessageResult(
        got.isEmpty() ? null : got.stream().map(each -> message(each, selection)).toList());
  }

  private static Message message(Delivery delivery, AttributeSelection selection) {
    var message = delivery.message();
    List<MessageAttribute> attributes = selection.filtered(message.attributes());
    Map<String, String> system = system(delivery, selection);
    return new Message(
        message.id().toString(),
        delivery.receiptHandle(),
        Md5.hex(message.bodyMd5()),
        new String(message.body(), StandardCharsets.UTF_8),
        system.isEmpty() ? null : system,
        Md5.ofAttributes(attributes).orElse(null),
        attributes.isEmpty() ? null : AttributeSelection.values(attributes));
  }

  private static Map<String, String> system(Delivery delivery, AttributeSelection selection) {
    if (selection.system().isEmpty()) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (SystemAttribute attribute : SystemAttribute.values()) {
      String value = selection.wants(attribute) ? value(delivery, attribute) : null;
      if (value != null) {
        values.put(attribute.wireName(), value);
      }
    }
    return values;
  }

  private static @Nullable String value(Delivery delivery, SystemAttribute attribute) {
    var message = delivery.message();
    var flight = delivery.flight();
    return switch (attribute) {
      case AWS_TRACE_HEADER -> message.traceHeader();
      case APPROXIMATE_FIRST_RECEIVE_TIMESTAMP ->
          Long.toString(
              message.firstReceivedAt() == 0
                  ? flight.firstReceivedAt()
                  : message.firstReceivedAt());
      case APPROXIMATE_RECEIVE_COUNT ->
          Integer.toString(message.receivedBefore() + flight.attempt());
      case DEAD_LETTER_QUEUE_SOURCE_ARN -> message.deadLetterSource();
      case MESSAGE_DEDUPLICATION_ID -> message.deduplicationId();
      case MESSAGE_GROUP_ID -> message.groupId();
      case SENDER_ID -> message.sender();
      case SENT_TIMESTAMP -> Long.toString(message.sentAt());
      case SEQUENCE_NUMBER ->
          message.sequenceNumber() == 0 ? null : SequenceNumbers.text(message.sequenceNumber());
    };
  }
}
