package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.ReceiveMessageRequest;
import io.waybill.sqs.api.ReceiveMessageResult;
import io.waybill.sqs.decide.ReceiveMessages;
import io.waybill.sqs.decide.StopWaiting;
import io.waybill.sqs.model.AttributeSelection;
import java.util.concurrent.atomic.AtomicLong;

/// Receives up to ten messages, and waits up to 20 seconds for the first.
final class ReceiveMessage implements Operation<ReceiveMessageRequest, ReceiveMessageResult> {
  private final Queueing queueing;
  private final AtomicLong number = new AtomicLong();

  ReceiveMessage(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller, ReceiveMessageRequest input, Answer<ReceiveMessageResult> answer) {
    Arn arn = QueueUrls.arn(caller, input.queueUrl());
    AttributeSelection selection =
        AttributeSelection.of(
            input.attributeNames(),
            input.messageSystemAttributeNames(),
            input.messageAttributeNames());
    long waiter = number.incrementAndGet();
    ReceiveMessages receive =
        new ReceiveMessages(
            waiter,
            input.maxNumberOfMessages(),
            input.visibilityTimeout(),
            input.waitTimeSeconds(),
            input.receiveRequestAttemptId(),
            !caller.sourceArn().isEmpty(),
            Answers.mapped(answer, got -> ReceivedMessages.output(got, selection)));
    queueing.decide(caller, "ReceiveMessage", arn, receive, receive.answer());
    answer.onAbandon(() -> queueing.submit(arn, new StopWaiting(arn, waiter)));
  }
}
