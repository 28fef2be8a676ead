package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.access.Denial;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.sqs.decide.Decision;
import io.waybill.sqs.model.PermissionRules;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import java.util.Locale;
import java.util.Optional;

/// A decision that is made only where the queue's policy lets the caller in.
///
/// @param action such as `sqs:SendMessage`
record Admitted<R>(Admissions admissions, Caller caller, String action, Decision<R> decision)
    implements Decision<R> {
  @Override
  public Optional<R> decide(Queue queue, Step step) {
    Arn arn = queue.definition().arn();
    requireOwner(arn);
    admissions
        .denial(
            caller,
            action,
            arn,
            queue.definition().attributes().policy().orElse(""),
            step.now(),
            RequestContext.NOTHING)
        .ifPresent(denial -> {
          throw refused(denial);
        });
    return decision.decide(queue, step);
  }

  /// AWS: some actions are the owner's, whatever a policy says.
  private void requireOwner(Arn queue) {
    boolean isForeign = !caller.account().digits().equals(queue.account());
    if (isForeign && PermissionRules.isForOwners(action.substring("sqs:".length()))) {
      throw refused(Admissions.unnamed(caller, action, queue));
    }
  }

  // AWS spells the action in lower case in what it tells.
  private static RuntimeException refused(Denial denial) {
    return CommonErrors.ACCESS_DENIED.because(
        denial.text(denial.action().toLowerCase(Locale.ROOT)));
  }
}
