package io.waybill.lambda.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.lambda.api.DeadLetterConfig;
import io.waybill.shapes.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where events go that a function could not be made to handle, as its configuration names it.
public final class DeadLetters {
  private DeadLetters() {}

  /// The queue or topic that `asked` names; empty where it names none.
  public static Optional<Arn> target(@Nullable DeadLetterConfig asked) {
    if (asked == null || asked.targetArn() == null || asked.targetArn().isEmpty()) {
      return Optional.empty();
    }
    String text = asked.targetArn();
    Arn target = Arn.parse(text).orElseThrow(() -> invalid("it is not an ARN: " + text));
    boolean known =
        switch (target.service()) {
          case "sqs", "sns" ->
              AccountId.parse(target.account()).isPresent()
                  && Region.parse(target.region()).isPresent()
                  && target.resource().indexOf(':') < 0;
          default -> false;
        };
    if (!known) {
      throw invalid("it is neither a queue's nor a topic's: " + text);
    }
    return Optional.of(target);
  }

  private static Refusal invalid(String why) {
    return Refusals.invalid("Invalid dead letter queue ARN: " + why);
  }

  /// What AWS says where the function's role may not send to `target`.
  public static Refusal notAllowed(Arn target) {
    String call = target.service().equals("sqs") ? "SendMessage on SQS" : "Publish on SNS";
    return Refusals.invalid(
        "The provided execution role does not have permissions to call " + call);
  }
}
