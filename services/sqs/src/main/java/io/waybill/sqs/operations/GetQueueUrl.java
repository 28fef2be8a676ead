package io.waybill.sqs.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.GetQueueUrlRequest;
import io.waybill.sqs.api.GetQueueUrlResult;
import io.waybill.sqs.model.QueueName;
import io.waybill.sqs.model.Refusals;
import java.util.Optional;

/// Tells the URL of a queue by its name.
final class GetQueueUrl implements Operation<GetQueueUrlRequest, GetQueueUrlResult> {
  private final Queueing queueing;

  GetQueueUrl(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, GetQueueUrlRequest input, Answer<GetQueueUrlResult> answer) {
    QueueName name = QueueName.parse(Inputs.required(input.queueName(), "QueueName"));
    String owner = input.queueOwnerAwsAccountId();
    AccountId account =
        owner == null
            ? caller.account()
            : AccountId.parse(owner)
                .orElseThrow(() ->
                    Refusals.invalidValue(
                        "QueueOwnerAWSAccountId", owner, "Must be an account's twelve digits."));
    Arn arn = Arn.of("sqs", caller.region(), account, name.value());
    queueing.decide(
        caller,
        "GetQueueUrl",
        arn,
        (queue, step) -> Optional.of(new GetQueueUrlResult(QueueUrls.url(caller, arn))),
        answer);
  }
}
