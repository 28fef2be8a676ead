package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.BatchResultErrorEntry;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchRequest;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchRequestEntry;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchResult;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchResultEntry;
import io.waybill.sqs.decide.ChangeVisibilities;
import io.waybill.sqs.model.BatchRules;
import io.waybill.sqs.model.Ranges;
import java.util.ArrayList;
import java.util.List;

/// Hides up to ten messages in flight for longer or shorter, each for itself.
final class ChangeMessageVisibilityBatch
    implements Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult> {
  private final Queueing queueing;

  ChangeMessageVisibilityBatch(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller,
      ChangeMessageVisibilityBatchRequest input,
      Answer<ChangeMessageVisibilityBatchResult> answer) {
    Arn arn = QueueUrls.arn(caller, input.queueUrl());
    List<ChangeMessageVisibilityBatchRequestEntry> entries = Inputs.list(input.entries());
    BatchRules.check(
        BatchRules.Batch.CHANGE_MESSAGE_VISIBILITY,
        entries.stream().map(entry -> Inputs.text(entry.id())).toList());
    List<String> ids = new ArrayList<>();
    List<ChangeVisibilities.Change> changes = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (ChangeMessageVisibilityBatchRequestEntry entry : entries) {
      String id = Inputs.text(entry.id());
      try {
        int seconds = Ranges.changedVisibilitySeconds(entry.visibilityTimeout());
        changes.add(new ChangeVisibilities.Change(Inputs.text(entry.receiptHandle()), seconds));
        ids.add(id);
      } catch (Refusal refusal) {
        failed.add(Failures.entry(id, refusal));
      }
    }
    queueing.decide(
        caller,
        "ChangeMessageVisibility",
        arn,
        new ChangeVisibilities(changes),
        Answers.mapped(
            answer,
            results -> {
              List<ChangeMessageVisibilityBatchResultEntry> done =
                  Failures.split(
                      ids, results, ChangeMessageVisibilityBatchResultEntry::new, failed);
              return new ChangeMessageVisibilityBatchResult(
                  Failures.orAbsent(done), Failures.orAbsent(failed));
            }));
  }
}
