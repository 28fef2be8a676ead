package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.BatchResultErrorEntry;
import io.waybill.sqs.api.DeleteMessageBatchRequest;
import io.waybill.sqs.api.DeleteMessageBatchRequestEntry;
import io.waybill.sqs.api.DeleteMessageBatchResult;
import io.waybill.sqs.api.DeleteMessageBatchResultEntry;
import io.waybill.sqs.decide.DeleteMessages;
import io.waybill.sqs.model.BatchRules;
import java.util.ArrayList;
import java.util.List;

/// Deletes up to ten messages, each for itself.
final class DeleteMessageBatch
    implements Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> {
  private final Queueing queueing;

  DeleteMessageBatch(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller, DeleteMessageBatchRequest input, Answer<DeleteMessageBatchResult> answer) {
    Arn arn = QueueUrls.arn(caller, input.queueUrl());
    List<DeleteMessageBatchRequestEntry> entries = Inputs.list(input.entries());
    List<String> ids = entries.stream().map(entry -> Inputs.text(entry.id())).toList();
    BatchRules.check(BatchRules.Batch.DELETE_MESSAGE, ids);
    List<String> handles =
        entries.stream().map(entry -> Inputs.text(entry.receiptHandle())).toList();
    queueing.decide(
        caller,
        "DeleteMessage",
        arn,
        new DeleteMessages(handles),
        Answers.mapped(
            answer,
            results -> {
              List<BatchResultErrorEntry> failed = new ArrayList<>();
              List<DeleteMessageBatchResultEntry> done =
                  Failures.split(ids, results, DeleteMessageBatchResultEntry::new, failed);
              return new DeleteMessageBatchResult(
                  Failures.orAbsent(done), Failures.orAbsent(failed));
            }));
  }
}
