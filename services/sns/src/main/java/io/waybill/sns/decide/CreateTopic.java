package io.waybill.sns.decide;

import io.waybill.core.Arn;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.model.TopicAttributes;
import io.waybill.sns.model.TopicName;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.TopicDefinition;
import java.util.Map;
import java.util.Optional;

/// Creates a topic, or finds that it is there already as it was asked for.
///
/// @param requested the attributes as the caller gave them
/// @param dataProtection the data protection policy; empty for none
public record CreateTopic(
    Arn arn, Map<String, String> requested, Map<String, String> tags, String dataProtection)
    implements InHome.Matter<Unit> {
  @Override
  public Unit decide(Step step) {
    TopicName name = new TopicName(arn.resource());
    Optional<Topic> present = step.topics().find(arn);
    if (present.isPresent()) {
      requireSame(name, present.get().definition());
      return Unit.INSTANCE;
    }
    TopicAttributes attributes = TopicAttributes.forNew(name, requested);
    int number = step.topics().takeNumber(step.transaction());
    step.topics()
        .create(
            new TopicDefinition(arn, number, step.now(), attributes, tags, dataProtection),
            step.transaction());
    step.topics().find(arn).ifPresent(topic -> SetTopicAttribute.followArchivePolicy(topic, step));
    return Unit.INSTANCE;
  }

  private void requireSame(TopicName name, TopicDefinition present) {
    if (!present.attributes().agreesWith(name, requested)) {
      throw different("Attributes", "attributes");
    }
    if (!present.tags().entrySet().containsAll(tags.entrySet())) {
      throw different("Tags", "tags");
    }
    if (!dataProtection.isEmpty() && !dataProtection.equals(present.dataProtectionPolicy())) {
      throw different("DataProtectionPolicy", "data protection policy");
    }
  }

  private static Refusal different(String parameter, String what) {
    return Refusals.invalid(parameter, "Topic already exists with different " + what);
  }
}
