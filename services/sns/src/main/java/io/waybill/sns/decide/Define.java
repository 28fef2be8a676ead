package io.waybill.sns.decide;

import io.waybill.shapes.Unit;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.TopicDefinition;
import java.util.function.UnaryOperator;

/// Changes what a topic is: its attributes, its policies or its tags.
///
/// @param change the definition before to the definition after; may refuse
public record Define(UnaryOperator<TopicDefinition> change) implements Decision<Unit> {
  /// AddPermission and RemovePermission.
  ///
  /// @param change the policy before to the policy after; may refuse
  public static Define policy(UnaryOperator<String> change) {
    return new Define(before -> {
      String after = change.apply(before.attributes().policy(before.arn()));
      return before.with(before.attributes().withPolicy(before.name(), after));
    });
  }

  @Override
  public Unit decide(Topic topic, Step step) {
    step.topics().define(topic, change.apply(topic.definition()), step.transaction());
    return Unit.INSTANCE;
  }
}
