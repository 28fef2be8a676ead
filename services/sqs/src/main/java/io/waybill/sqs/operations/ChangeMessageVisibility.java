package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.ChangeMessageVisibilityRequest;
import io.waybill.sqs.decide.ChangeVisibilities;
import io.waybill.sqs.model.Ranges;
import java.util.List;

/// Hides a message in flight for longer or shorter.
final class ChangeMessageVisibility implements Operation<ChangeMessageVisibilityRequest, Unit> {
  private final Queueing queueing;

  ChangeMessageVisibility(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, ChangeMessageVisibilityRequest input, Answer<Unit> answer) {
    String handle = Inputs.required(input.receiptHandle(), "ReceiptHandle");
    int seconds = Ranges.changedVisibilitySeconds(input.visibilityTimeout());
    queueing.decide(
        caller,
        "ChangeMessageVisibility",
        QueueUrls.arn(caller, input.queueUrl()),
        new ChangeVisibilities(List.of(new ChangeVisibilities.Change(handle, seconds))),
        Answers.mapped(
            answer,
            results -> {
              Failures.requireAccepted(results);
              return Unit.INSTANCE;
            }));
  }
}
