package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.PublishInput;
import io.waybill.sns.api.PublishResponse;
import io.waybill.sns.deliver.SequenceNumbers;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Draft;
import io.waybill.sns.model.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Publishes a message to a topic, a phone number or an endpoint of a platform application.
final class Publish implements Operation<PublishInput, PublishResponse> {
  private final Access access;

  Publish(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PublishInput input, Answer<PublishResponse> answer) {
    String target = target(input);
    Draft draft =
        Draft.of(
            input.message(),
            input.subject(),
            input.messageStructure(),
            input.messageAttributes(),
            input.messageGroupId(),
            input.messageDeduplicationId(),
            caller.traceHeader());
    Optional<Arn> endpoint = Straight.endpoint(target, caller);
    if (input.phoneNumber() != null) {
      Straight.toPhone(access, caller, input.phoneNumber(), draft, straight(answer));
    } else if (endpoint.isPresent()) {
      Straight.toEndpoint(access, caller, endpoint.get(), draft, straight(answer));
    } else {
      access.decide(
          caller,
          "Publish",
          Arns.topic("TopicArn", target, caller),
          new io.waybill.sns.decide.Publish(List.of(draft), caller.baseUrl()),
          Answers.mapped(answer, published -> output(published.getFirst())));
    }
  }

  private static String target(PublishInput input) {
    if (input.phoneNumber() != null) {
      return "";
    }
    if (input.topicArn() == null && input.targetArn() == null) {
      throw Refusals.missing("TopicArn or TargetArn");
    }
    return input.topicArn() != null ? input.topicArn() : Inputs.text(input.targetArn());
  }

  private static Answer<UUID> straight(Answer<PublishResponse> answer) {
    return Answers.mapped(answer, id -> new PublishResponse(id.toString(), null));
  }

  private static PublishResponse output(io.waybill.sns.decide.Publish.Published published) {
    return new PublishResponse(
        published.messageId().toString(),
        published.sequence() == 0 ? null : SequenceNumbers.text(published.sequence()));
  }
}
