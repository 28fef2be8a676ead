package io.waybill.eventbridge.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.api.InputTransformer;
import io.waybill.eventbridge.api.Target;
import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a rule's target must be.
public final class TargetRules {
  /// AWS (quotas): targets of one rule.
  public static final int TARGETS_MAX = 5;

  private TargetRules() {}

  /// Refuses `targets` of which one can't be delivered to.
  ///
  /// @param home the bus that the rule is on
  public static void check(List<Target> targets, Arn home) {
    targets.forEach(target -> check(target, home));
  }

  private static void check(Target target, Arn home) {
    String id = text(target.id());
    Arn arn = arn(text(target.arn()));
    requireOffered(arn);
    TargetRoles.require(target, arn, home);
    requireOneInput(target, id);
    checkInput(target, id);
    if (arn.service().equals("sqs") && arn.resource().endsWith(".fifo")) {
      requireGroup(target, id);
    }
    checkDeadLetters(target, id);
  }

  private static Arn arn(String text) {
    return Arn.parse(text)
        .filter(arn -> AccountId.parse(arn.account()).isPresent())
        .filter(arn -> Region.parse(arn.region()).isPresent())
        .orElseThrow(
            () -> Refusals.invalidParameter(text, "Provided Arn is not in correct format."));
  }

  /// Told when the target is configured, not when an event is lost.
  private static void requireOffered(Arn arn) {
    boolean offered =
        switch (arn.service()) {
          case "sqs", "sns" -> true;
          case "lambda" -> arn.resource().startsWith("function:");
          case "logs" -> LogLine.isGroup(arn);
          case "events" -> Names.isBus(arn) || arn.resource().startsWith("api-destination/");
          default -> false;
        };
    if (!offered) {
      throw Refusals.invalidParameter(
          arn.toString(),
          "Targets of the service "
              + arn.service()
              + " are not offered here yet: a target is an SQS queue, an SNS topic, a function, a log"
              + " group, an event bus or an API destination.");
    }
  }

  private static void requireOneInput(Target target, String id) {
    int given =
        present(target.input()) + present(target.inputPath()) + present(target.inputTransformer());
    if (given > 1) {
      throw Refusals.invalid(
          "Only one of Input, InputPath, or InputTransformer must be provided for target "
              + id
              + ".");
    }
  }

  private static int present(@Nullable Object value) {
    return value == null ? 0 : 1;
  }

  private static void checkInput(Target target, String id) {
    String input = target.input();
    if (input != null && JsonValue.parse(input).isEmpty()) {
      throw Refusals.invalid("JSON syntax error in input for target " + id + ".");
    }
    String path = target.inputPath();
    if (path != null && JsonPath.parse(path).isEmpty()) {
      throw Refusals.invalid("Invalid InputPath for target " + id + ".");
    }
    transformer(target);
  }

  /// The target's input transformer, if it has one.
  public static Optional<InputTemplate> transformer(Target target) {
    InputTransformer transformer = target.inputTransformer();
    if (transformer == null) {
      return Optional.empty();
    }
    Map<String, String> paths = transformer.inputPathsMap();
    return Optional.of(
        InputTemplate.parse(
            text(target.id()),
            text(transformer.inputTemplate()),
            paths == null ? Map.of() : paths));
  }

  private static void requireGroup(Target target, String id) {
    var parameters = target.sqsParameters();
    String group = parameters == null ? null : parameters.messageGroupId();
    if (group == null || group.isEmpty()) {
      throw Refusals.invalid(
          "Parameter(s) SqsParameters must be specified for target: " + id + ".");
    }
  }

  private static void checkDeadLetters(Target target, String id) {
    checkDeadLetters(target.deadLetterConfig(), "target " + id);
  }

  /// Refuses dead letters that can go nowhere.
  ///
  /// @param whose such as `target t`
  public static void checkDeadLetters(@Nullable DeadLetterConfig config, String whose) {
    String arn = config == null ? null : config.arn();
    if (arn == null) {
      return;
    }
    // AWS (dead-letter queues): a standard queue in the rule's region; FIFO queues are not taken.
    boolean isStandardQueue =
        Arn.parse(arn)
            .filter(queue -> queue.service().equals("sqs"))
            .filter(queue -> !queue.resource().endsWith(".fifo"))
            .filter(queue -> AccountId.parse(queue.account()).isPresent())
            .filter(queue -> Region.parse(queue.region()).isPresent())
            .isPresent();
    if (!isStandardQueue) {
      throw Refusals.invalidParameter(
          "DeadLetterConfig.Arn",
          "The dead-letter queue of " + whose + " must be a standard SQS queue.");
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
