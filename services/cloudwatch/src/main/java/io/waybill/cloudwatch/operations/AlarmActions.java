package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.model.Refusals;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be named as an alarm's action. Whether it is there nobody asks, as on AWS.
final class AlarmActions {
  // AWS (PutMetricAlarm): topics, functions, policies of Auto Scaling, actions of EC2 (automate,
  // and
  // swf as they once were), Systems Manager, Incident Manager and investigations.
  private static final Set<String> SERVICES =
      Set.of(
          "sns",
          "lambda",
          "autoscaling",
          "automate",
          "swf",
          "ssm",
          "ssm-incidents",
          "ssm-contacts",
          "aiops",
          "ec2");

  private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):.+");

  private AlarmActions() {}

  /// Refuses actions that nobody could be told by; each list is that of one state.
  @SafeVarargs
  static void check(String region, @Nullable List<String>... lists) {
    for (List<String> actions : lists) {
      check(Inputs.list(actions), region);
    }
  }

  private static void check(List<String> actions, String region) {
    for (String action : actions) {
      Matcher arn = ARN.matcher(action);
      if (!arn.matches() || !SERVICES.contains(arn.group(1))) {
        throw Refusals.validation("Invalid arn syntax: " + action);
      }
      if (!arn.group(2).isEmpty() && !arn.group(2).equals(region)) {
        throw Refusals.validation(
            "Invalid region %s specified. Only %s is supported.".formatted(arn.group(2), region));
      }
    }
  }
}
