package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.PublishBatchInput;
import io.waybill.sns.api.PublishBatchRequestEntry;
import io.waybill.sns.api.PublishBatchResponse;
import io.waybill.sns.api.PublishBatchResultEntry;
import io.waybill.sns.decide.Publish.Published;
import io.waybill.sns.deliver.SequenceNumbers;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.BatchRules;
import io.waybill.sns.model.Draft;
import java.util.ArrayList;
import java.util.List;

/// Publishes up to ten messages to a topic: all of them, or none if one breaks a rule.
final class PublishBatch implements Operation<PublishBatchInput, PublishBatchResponse> {
  private final Access access;

  PublishBatch(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PublishBatchInput input, Answer<PublishBatchResponse> answer) {
    List<PublishBatchRequestEntry> entries = Inputs.list(input.publishBatchRequestEntries());
    List<String> ids = entries.stream().map(entry -> Inputs.text(entry.id())).toList();
    BatchRules.check(ids);
    Arn arn = Arns.topic("TopicArn", input.topicArn(), caller);
    List<Draft> drafts = entries.stream().map(each -> draft(each, caller.traceHeader())).toList();
    BatchRules.checkTotal(drafts);
    access.decide(
        caller,
        "Publish",
        arn,
        new io.waybill.sns.decide.Publish(drafts, caller.baseUrl()),
        Answers.mapped(answer, published -> output(ids, published)));
  }

  private static Draft draft(PublishBatchRequestEntry entry, String traceHeader) {
    return Draft.of(
        entry.message(),
        entry.subject(),
        entry.messageStructure(),
        entry.messageAttributes(),
        entry.messageGroupId(),
        entry.messageDeduplicationId(),
        traceHeader);
  }

  private static PublishBatchResponse output(List<String> ids, List<Published> published) {
    List<PublishBatchResultEntry> done = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      Published each = published.get(i);
      done.add(
          new PublishBatchResultEntry(
              ids.get(i),
              each.messageId().toString(),
              each.sequence() == 0 ? null : SequenceNumbers.text(each.sequence())));
    }
    return new PublishBatchResponse(done, List.of());
  }
}
