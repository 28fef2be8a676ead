package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.SendMessageRequest;
import io.waybill.sqs.api.SendMessageResult;
import io.waybill.sqs.decide.Draft;
import io.waybill.sqs.decide.SendMessages;
import io.waybill.sqs.decide.Sent;
import java.util.List;

/// Sends a message.
final class SendMessage implements Operation<SendMessageRequest, SendMessageResult> {
  private final Queueing queueing;

  SendMessage(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, SendMessageRequest input, Answer<SendMessageResult> answer) {
    Draft draft =
        Drafts.of(
            input.messageBody(),
            input.messageAttributes(),
            input.messageSystemAttributes(),
            input.delaySeconds(),
            input.messageGroupId(),
            input.messageDeduplicationId());
    queueing.decide(
        caller,
        "SendMessage",
        QueueUrls.arn(caller, input.queueUrl()),
        new SendMessages(Drafts.sender(caller), caller.traceHeader(), List.of(draft)),
        Answers.mapped(answer, results -> output(draft, results.getFirst())));
  }

  private static SendMessageResult output(Draft draft, Sent sent) {
    return switch (sent) {
      case Sent.Accepted accepted ->
          new SendMessageResult(
              Drafts.bodyDigest(draft),
              Drafts.attributesDigest(draft),
              Drafts.systemAttributesDigest(draft),
              accepted.messageId().toString(),
              Drafts.sequenceNumber(accepted));
      case Sent.Refused refused -> throw refused.refusal();
    };
  }
}
