package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.BatchResultErrorEntry;
import io.waybill.sqs.api.SendMessageBatchRequest;
import io.waybill.sqs.api.SendMessageBatchRequestEntry;
import io.waybill.sqs.api.SendMessageBatchResult;
import io.waybill.sqs.api.SendMessageBatchResultEntry;
import io.waybill.sqs.decide.Draft;
import io.waybill.sqs.decide.SendMessages;
import io.waybill.sqs.decide.Sent;
import io.waybill.sqs.model.BatchRules;
import io.waybill.sqs.model.MessageRules;
import java.util.ArrayList;
import java.util.List;

/// Sends up to ten messages, each for itself.
final class SendMessageBatch implements Operation<SendMessageBatchRequest, SendMessageBatchResult> {
  /// A draft and the entry that it came from.
  private record Drafted(String id, Draft draft) {}

  private final Queueing queueing;

  SendMessageBatch(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller, SendMessageBatchRequest input, Answer<SendMessageBatchResult> answer) {
    Arn arn = QueueUrls.arn(caller, input.queueUrl());
    List<SendMessageBatchRequestEntry> entries = Inputs.list(input.entries());
    BatchRules.check(
        BatchRules.Batch.SEND_MESSAGE,
        entries.stream().map(entry -> Inputs.text(entry.id())).toList());
    List<Drafted> drafted = new ArrayList<>(entries.size());
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : entries) {
      String id = Inputs.text(entry.id());
      try {
        drafted.add(new Drafted(id, draft(entry)));
      } catch (Refusal refusal) {
        failed.add(Failures.entry(id, refusal));
      }
    }
    List<Draft> drafts = drafted.stream().map(Drafted::draft).toList();
    BatchRules.checkTotal(
        drafts.stream()
            .mapToLong(draft -> MessageRules.size(draft.body(), draft.attributes()))
            .sum());
    queueing.decide(
        caller,
        "SendMessage",
        arn,
        new SendMessages(Drafts.sender(caller), caller.traceHeader(), drafts),
        Answers.mapped(answer, results -> output(drafted, results, failed)));
  }

  private static Draft draft(SendMessageBatchRequestEntry entry) {
    return Drafts.of(
        entry.messageBody(),
        entry.messageAttributes(),
        entry.messageSystemAttributes(),
        entry.delaySeconds(),
        entry.messageGroupId(),
        entry.messageDeduplicationId());
  }

  private static SendMessageBatchResult output(
      List<Drafted> drafted, List<Sent> results, List<BatchResultErrorEntry> failed) {
    List<SendMessageBatchResultEntry> successful = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      Drafted each = drafted.get(i);
      switch (results.get(i)) {
        case Sent.Accepted accepted -> successful.add(entry(each, accepted));
        case Sent.Refused refused -> failed.add(Failures.entry(each.id, refused.refusal()));
      }
    }
    return new SendMessageBatchResult(Failures.orAbsent(successful), Failures.orAbsent(failed));
  }

  private static SendMessageBatchResultEntry entry(Drafted drafted, Sent.Accepted accepted) {
    return new SendMessageBatchResultEntry(
        drafted.id,
        accepted.messageId().toString(),
        Drafts.bodyDigest(drafted.draft),
        Drafts.attributesDigest(drafted.draft),
        Drafts.systemAttributesDigest(drafted.draft),
        Drafts.sequenceNumber(accepted));
  }
}
