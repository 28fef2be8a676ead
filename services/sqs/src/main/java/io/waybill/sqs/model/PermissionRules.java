package io.waybill.sqs.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Ascii;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of what AddPermission and RemovePermission are given.
public final class PermissionRules {
  private static final int ACTIONS_MAX = 7;
  private static final int LABEL_LENGTH_MAX = 80;

  private static final Set<String> GRANTABLE =
      Set.of(
          "*",
          "SendMessage",
          "ReceiveMessage",
          "DeleteMessage",
          "ChangeMessageVisibility",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "PurgeQueue");

  private static final Set<String> OWNERS_ONLY =
      Set.of(
          "AddPermission",
          "CancelMessageMoveTask",
          "CreateQueue",
          "DeleteQueue",
          "ListMessageMoveTasks",
          "ListQueueTags",
          "ListQueues",
          "RemovePermission",
          "SetQueueAttributes",
          "StartMessageMoveTask",
          "TagQueue",
          "UntagQueue");

  private PermissionRules() {}

  /// Whether a queue's owner alone may do `action`, such as `DeleteQueue`.
  public static boolean isForOwners(String action) {
    return OWNERS_ONLY.contains(action);
  }

  /// The ARNs of the accounts.
  // AWS: of several accounts those that it cannot verify are left out, unless none remains.
  static List<String> principals(Arn queue, @Nullable List<String> accountIds) {
    if (accountIds == null) {
      throw Refusals.missing("PrincipalId");
    }
    List<String> arns =
        accountIds.stream()
            .filter(account -> AccountId.parse(account).isPresent())
            .distinct()
            .map(account -> "arn:" + queue.partition() + ":iam::" + account + ":root")
            .toList();
    if (arns.isEmpty()) {
      throw Refusals.invalidValue("PrincipalId", accountIds, "Unable to verify.");
    }
    return arns;
  }

  /// The actions as a policy names them: `SQS:SendMessage`.
  static List<String> actions(@Nullable List<String> actions) {
    if (actions == null || actions.isEmpty()) {
      throw Refusals.missing("Actions");
    }
    if (actions.size() > ACTIONS_MAX) {
      throw SqsErrors.OVER_LIMIT.because(
          actions.size() + " Actions were found, maximum allowed is " + ACTIONS_MAX + ".");
    }
    return actions.stream().map(PermissionRules::grantable).distinct().toList();
  }

  static String label(@Nullable String label) {
    if (label == null) {
      throw invalid("Value for parameter Label is invalid. Reason: Must specify a label.");
    }
    if (label.isEmpty()) {
      throw invalid("Label cannot be empty.");
    }
    if (!Ascii.isWord(label, LABEL_LENGTH_MAX)) {
      throw invalid(
          "Label can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
              + " length");
    }
    return label;
  }

  private static String grantable(String action) {
    String name = "SQS:" + action;
    if (OWNERS_ONLY.contains(action)) {
      throw Refusals.invalidValue(
          "ActionName", name, "Only the queue owner is allowed to invoke this action.");
    }
    if (!GRANTABLE.contains(action)) {
      throw Refusals.invalidValue(
          "ActionName", name, "Please refer to the appropriate WSDL for a list of valid actions.");
    }
    return name;
  }

  private static Refusal invalid(String message) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }
}
