package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.DeleteMessageRequest;
import io.waybill.sqs.decide.DeleteMessages;
import java.util.List;

/// Deletes a message.
final class DeleteMessage implements Operation<DeleteMessageRequest, Unit> {
  private final Queueing queueing;

  DeleteMessage(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, DeleteMessageRequest input, Answer<Unit> answer) {
    String handle = Inputs.required(input.receiptHandle(), "ReceiptHandle");
    queueing.decide(
        caller,
        "DeleteMessage",
        QueueUrls.arn(caller, input.queueUrl()),
        new DeleteMessages(List.of(handle)),
        Answers.mapped(
            answer,
            results -> {
              Failures.requireAccepted(results);
              return Unit.INSTANCE;
            }));
  }
}
