package io.waybill.eventbridge.model;

import io.waybill.core.Arn;
import io.waybill.eventbridge.api.Target;

/// Which targets need a role that EventBridge takes on to reach them.
///
/// AWS: an API destination, and a bus of another account, whose new targets need one since March
/// 2023. What lets EventBridge in by a policy of its own, such as a queue, needs none.
public final class TargetRoles {
  private TargetRoles() {}

  /// Refuses a target that needs a role and names none.
  ///
  /// @param home the bus that the rule is on
  static void require(Target target, Arn arn, Arn home) {
    if (needsRole(arn, home) && !hasRole(target)) {
      throw Refusals.invalid("RoleArn is required for target " + arn + ".");
    }
  }

  private static boolean needsRole(Arn arn, Arn home) {
    return arn.service().equals("events") && (!Names.isBus(arn) || isForeign(arn, home));
  }

  private static boolean isForeign(Arn arn, Arn home) {
    return !arn.account().equals(home.account());
  }

  private static boolean hasRole(Target target) {
    return target.roleArn() != null;
  }

  /// `target` as it takes the place of `present`, which has its id.
  ///
  /// AWS (PutTargets): one that names no role leaves the role of a bus of another account.
  public static Target after(Target present, Target target, Arn home) {
    boolean keepsRole =
        !hasRole(target)
            && target.arn() != null
            && target.arn().equals(present.arn())
            && Arn.parse(target.arn())
                .filter(arn -> Names.isBus(arn) && isForeign(arn, home))
                .isPresent();
    return keepsRole ? withRole(target, present) : target;
  }

  private static Target withRole(Target target, Target present) {
    return new Target(
        target.id(),
        target.arn(),
        present.roleArn(),
        target.input(),
        target.inputPath(),
        target.inputTransformer(),
        target.kinesisParameters(),
        target.runCommandParameters(),
        target.ecsParameters(),
        target.batchParameters(),
        target.sqsParameters(),
        target.httpParameters(),
        target.redshiftDataParameters(),
        target.sageMakerPipelineParameters(),
        target.deadLetterConfig(),
        target.retryPolicy(),
        target.appSyncParameters());
  }
}
