package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.LogsErrors;
import io.waybill.logs.api.PutSubscriptionFilterRequest;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.GroupDefinition;
import java.util.Set;

/// Where subscription filters may send events: to functions. All else is refused in AWS's words for
/// a destination that is not there, which it is not.
final class Destinations {
  private static final Set<String> WITH_ROLE = Set.of("kinesis", "firehose");

  private Destinations() {}

  /// The function that `input` names.
  static Arn function(PutSubscriptionFilterRequest input, Caller caller, Arn group) {
    String text = Inputs.text(input.destinationArn());
    Arn arn =
        Arn.parse(text)
            .orElseThrow(() -> Refusals.invalid("Invalid destinationArn: " + text + "."));
    boolean hasRole = input.roleArn() != null;
    String vendor = arn.service();
    if (vendor.equals("lambda") && !hasRole) {
      requireOwn(arn, caller, group);
      return arn;
    }
    if (WITH_ROLE.contains(vendor) != hasRole) {
      throw Refusals.invalid(
          "destinationArn for vendor %s cannot be used %s roleArn"
              .formatted(vendor, hasRole ? "with" : "without"));
    }
    throw switch (vendor) {
      case "kinesis", "firehose" ->
          Refusals.invalid(
              "Could not deliver test message to specified %s stream. Check if the given %s stream is in ACTIVE state."
                  .formatted(title(vendor), vendor));
      case "logs" -> Refusals.absent("destination");
      default ->
          Refusals.invalid(
              "PutSubscriptionFilter operation cannot work with destinationArn for vendor "
                  + vendor);
    };
  }

  private static void requireOwn(Arn function, Caller caller, Arn group) {
    if (!function.account().equals(caller.account().digits())) {
      throw LogsErrors.ACCESS_DENIED_EXCEPTION.because(
          "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.");
    }
    String name = function.resource().replaceFirst("^function:", "").replaceFirst(":.*$", "");
    if (group.resource().equals(GroupDefinition.KIND + "/aws/lambda/" + name)) {
      throw Refusals.invalid(
          "The log group provided is reserved for the function log output of the destination function.");
    }
  }

  private static String title(String vendor) {
    return Character.toUpperCase(vendor.charAt(0)) + vendor.substring(1);
  }
}
