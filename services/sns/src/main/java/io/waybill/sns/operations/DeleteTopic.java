package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.sns.api.DeleteTopicInput;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.model.Arns;

/// Deletes a topic with its subscriptions. One that is not there is no fault.
final class DeleteTopic implements Operation<DeleteTopicInput, Unit> {
  private final Access access;

  DeleteTopic(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, DeleteTopicInput input, Answer<Unit> answer) {
    Arn arn = Arns.topic("TopicArn", input.topicArn(), caller);
    access.inHome(
        arn,
        step -> {
          step.topics()
              .find(arn)
              .ifPresent(topic -> {
                access.require(caller, "DeleteTopic", RequestContext.NOTHING, topic, step);
                // AWS (DeleteTopic): what was archived must not be lost by mistake.
                if (topic.archive().isActive()) {
                  throw SnsErrors.INVALID_STATE_EXCEPTION.because(
                      "Invalid state: Cannot delete a topic with an ArchivePolicy");
                }
                step.topics().delete(topic, step.transaction());
              });
          return Unit.INSTANCE;
        },
        answer);
  }
}
