package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Caller;
import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.MessageSystemAttributeValue;
import io.waybill.sqs.decide.Draft;
import io.waybill.sqs.decide.Sent;
import io.waybill.sqs.model.Md5;
import io.waybill.sqs.model.MessageAttribute;
import io.waybill.sqs.model.MessageRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes drafts of what callers send, and the digests that prove what arrived.
final class Drafts {
  private Drafts() {}

  static Draft of(
      @Nullable String body,
      @Nullable Map<String, MessageAttributeValue> attributes,
      @Nullable Map<String, MessageSystemAttributeValue> systemAttributes,
      @Nullable Integer delaySeconds,
      @Nullable String groupId,
      @Nullable String deduplicationId) {
    byte[] bytes = MessageRules.body(body);
    List<MessageAttribute> system = MessageRules.systemAttributes(Inputs.map(systemAttributes));
    return new Draft(
        bytes,
        Md5.of(bytes),
        MessageRules.attributes(Inputs.map(attributes)),
        system.isEmpty() ? null : system.getFirst().text(),
        delaySeconds,
        groupId,
        deduplicationId);
  }

  static String sender(Caller caller) {
    return caller.account().digits();
  }

  static String bodyDigest(Draft draft) {
    return Md5.hex(draft.bodyMd5());
  }

  static @Nullable String attributesDigest(Draft draft) {
    return Md5.ofAttributes(draft.attributes()).orElse(null);
  }

  static @Nullable String systemAttributesDigest(Draft draft) {
    String trace = draft.traceHeader();
    return trace == null
        ? null
        : Md5.ofAttributes(List.of(new MessageAttribute("AWSTraceHeader", "String", trace, null)))
            .orElse(null);
  }

  static @Nullable String sequenceNumber(Sent.Accepted accepted) {
    return accepted.sequenceNumber().isEmpty() ? null : accepted.sequenceNumber();
  }
}
