package io.waybill.lambda.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.DestinationConfig;
import io.waybill.lambda.api.OnFailure;
import io.waybill.lambda.api.OnSuccess;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What may be told of an event's end: a standard queue or topic, a bus or another function, and it
/// must be there when it is named. AWS says of all that is not that its ARN is invalid.
record DestinationRules(Access access, ServiceCalls calls) {
  private static final String PRINCIPAL = "lambda.amazonaws.com";
  private static final int DENIED = 403;

  /// Runs `then` if `function` may have `destinations`; else `answer` is refused.
  void checked(
      @Nullable DestinationConfig destinations,
      Arn function,
      Caller caller,
      Answer<?> answer,
      Runnable then) {
    List<Arn> targets = named(destinations).map(each -> target(each, function)).toList();
    there(targets, function, caller, answer, then);
  }

  private static Stream<String> named(@Nullable DestinationConfig destinations) {
    if (destinations == null) {
      return Stream.empty();
    }
    return Stream.of(
            Optional.ofNullable(destinations.onSuccess()).map(OnSuccess::destination),
            Optional.ofNullable(destinations.onFailure()).map(OnFailure::destination))
        .map(each -> each.orElse(null))
        .filter(Objects::nonNull)
        .filter(each -> !each.isEmpty());
  }

  private static Arn target(String destination, Arn function) {
    Arn target =
        Arn.parse(destination)
            .orElseThrow(() ->
                Refusals.invalid(
                    "The provided destination config DestinationConfig is invalid: "
                        + destination));
    boolean known =
        switch (target.service()) {
          case "sqs", "sns", "lambda", "events" -> !target.resource().endsWith(".fifo");
          default -> false;
        };
    if (!known
        || AccountId.parse(target.account()).isEmpty()
        || Region.parse(target.region()).isEmpty()) {
      throw invalid(target);
    }
    if (target.equals(function)) {
      throw Refusals.invalid("You can't specify the function as a destination for itself.");
    }
    return target;
  }

  private static Refusal invalid(Arn target) {
    return Refusals.invalid("The destination ARN " + target + " is invalid.");
  }

  private void there(
      List<Arn> targets, Arn function, Caller caller, Answer<?> answer, Runnable then) {
    if (targets.isEmpty()) {
      then.run();
      return;
    }
    Arn target = targets.getFirst();
    Runnable next = () -> there(targets.subList(1, targets.size()), function, caller, answer, then);
    switch (target.service()) {
      case "sqs" -> {
        String url = "/" + target.account() + "/" + target.resource();
        ask("sqs:GetQueueAttributes", "QueueUrl", url, target, function, caller, answer, next);
      }
      case "sns" -> {
        String arn = target.toString();
        ask("sns:GetTopicAttributes", "TopicArn", arn, target, function, caller, answer, next);
      }
      case "events" -> {
        String arn = target.toString();
        ask("events:DescribeEventBus", "Name", arn, target, function, caller, answer, next);
      }
      default -> {
        requireFunction(target);
        next.run();
      }
    }
  }

  private void requireFunction(Arn target) {
    try {
      GetFunctionConfiguration.of(
          access, FunctionName.ofArn(target.toString()).orElseThrow(() -> invalid(target)));
    } catch (Refusal absent) {
      throw invalid(target);
    }
  }

  /// Asks the service of `target`, as Lambda on behalf of the function.
  private void ask(
      String operation,
      String field,
      String name,
      Arn target,
      Arn function,
      Caller caller,
      Answer<?> answer,
      Runnable next) {
    Caller lambda =
        new Caller(
            new AccountId(target.account()),
            new Region(target.region()),
            PRINCIPAL,
            caller.requestId(),
            caller.baseUrl(),
            function.toString());
    calls.call(
        operation,
        lambda,
        new Document.Struct(Map.of(field, Document.text(name))),
        new Known(target, answer, next));
  }

  /// Goes on where the target is known, be it to others than Lambda alone.
  private record Known(Arn target, Answer<?> answer, Runnable next)
      implements Answer<Document.Struct> {
    @Override
    public void succeed(Document.Struct output) {
      goOn();
    }

    @Override
    public void refuse(Refusal refusal) {
      if (refusal.shape().status() == DENIED) {
        goOn();
      } else {
        answer.refuse(invalid(target));
      }
    }

    @Override
    public void fail(Throwable cause) {
      answer.fail(cause);
    }

    private void goOn() {
      try {
        next.run();
      } catch (Refusal refusal) {
        answer.refuse(refusal);
      }
    }
  }
}
