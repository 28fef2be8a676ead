package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;

/// Topics as the operations on tags find them.
final class Tagged {
  private Tagged() {}

  /// The topic `arn`, where its policy lets `caller` do `action`.
  static Topic topic(Access access, Caller caller, String action, Step step, Arn arn) {
    Topic topic =
        step.topics()
            .find(arn)
            .orElseThrow(
                () -> SnsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because("Resource does not exist"));
    access.require(caller, action, RequestContext.NOTHING, topic, step);
    return topic;
  }
}
