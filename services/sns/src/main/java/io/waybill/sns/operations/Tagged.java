package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;

/// Topics as the operations on tags find them.
final class Tagged {
  private Tagged() {}

  static Topic topic(Step step, Arn arn) {
    return step.topics()
        .find(arn)
        .orElseThrow(
            () -> SnsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because("Resource does not exist"));
  }
}
