package io.waybill.lambda.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.DestinationConfig;
import io.waybill.lambda.api.OnFailure;
import io.waybill.lambda.api.OnSuccess;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What may be told of an event's end: a standard queue or topic, a bus or another function, and it
/// must be there when it is named. AWS says of all that is not that its ARN is invalid.
record DestinationRules(Access access, Targets targets) {
  /// Runs `then` if `function` may have `destinations`; else `answer` is refused.
  void checked(
      @Nullable DestinationConfig destinations,
      Arn function,
      Caller caller,
      Answer<?> answer,
      Runnable then) {
    List<Arn> named = named(destinations).map(each -> target(each, function)).toList();
    there(named, function, caller, answer, then);
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
      List<Arn> named, Arn function, Caller caller, Answer<?> answer, Runnable then) {
    if (named.isEmpty()) {
      then.run();
      return;
    }
    Arn target = named.getFirst();
    Runnable next = () -> there(named.subList(1, named.size()), function, caller, answer, then);
    if (target.service().equals("lambda")) {
      requireFunction(target);
      next.run();
    } else {
      targets.there(new Targets.Question(target, function, caller, answer, invalid(target)), next);
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
}
