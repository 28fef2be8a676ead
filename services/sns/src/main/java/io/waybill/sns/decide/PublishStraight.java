package io.waybill.sns.decide;

import io.waybill.sns.model.Draft;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import java.util.Map;
import java.util.UUID;

/// Publishes to one recipient: a phone number, or the endpoint of a platform application.
///
/// @param check what the recipient must be; may refuse
public record PublishStraight(
    Draft draft, Letter.Recipient recipient, String baseUrl, InHome.Matter<?> check)
    implements InHome.Matter<UUID> {
  @Override
  public UUID decide(Step step) {
    check.decide(step);
    UUID id = step.stamp().uuid();
    Letter letter =
        new Letter(
            Letter.Kind.NOTIFICATION,
            0,
            "",
            0,
            recipient,
            id,
            step.now(),
            baseUrl,
            draft,
            0,
            "",
            0);
    step.topics()
        .trail()
        .write(id, "Published", recipient.endpoint(), Map.of(), step.transaction(), step.stamp());
    step.topics().outbox().accept(letter.bytes(), step.transaction(), step.stamp());
    return id;
  }
}
