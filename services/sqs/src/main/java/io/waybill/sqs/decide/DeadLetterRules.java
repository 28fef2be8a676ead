package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.RedrivePolicy;
import io.waybill.sqs.state.Catalog;
import java.util.Optional;

/// Whether a queue may name another as its dead-letter queue.
final class DeadLetterRules {
  private DeadLetterRules() {}

  /// Refuses a redrive policy whose target is of the other type, is not there, or does not admit
  /// `source`.
  static void check(Arn source, QueueAttributes attributes, Catalog catalog) {
    if (attributes.redrivePolicy().isEmpty()) {
      return;
    }
    RedrivePolicy policy = attributes.redrivePolicy().get();
    policy.checkFor(source);
    Optional<QueueAttributes> target =
        Arn.parse(policy.deadLetterTargetArn())
            .flatMap(catalog::find)
            .map(entry -> entry.definition().attributes());
    if (target.isEmpty()) {
      throw policy.targetDoesNotExist();
    }
    if (target
        .get()
        .redriveAllowPolicy()
        .filter(allow -> !allow.allows(source.toString()))
        .isPresent()) {
      throw policy.targetRefusesSource();
    }
  }
}
