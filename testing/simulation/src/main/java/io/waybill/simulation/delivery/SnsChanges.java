package io.waybill.simulation.delivery;

import io.waybill.shapes.Unit;
import io.waybill.simulation.Chance;
import io.waybill.simulation.delivery.Source.Presence;
import io.waybill.sns.api.ConfirmSubscriptionInput;
import io.waybill.sns.api.ConfirmSubscriptionResponse;
import io.waybill.sns.api.CreateTopicInput;
import io.waybill.sns.api.CreateTopicResponse;
import io.waybill.sns.api.DeleteTopicInput;
import io.waybill.sns.api.SetSubscriptionAttributesInput;
import io.waybill.sns.api.SnsApi;
import io.waybill.sns.api.SubscribeInput;
import io.waybill.sns.api.SubscribeResponse;
import io.waybill.sns.api.UnsubscribeInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Makes, changes and ends topics and their subscriptions.
final class SnsChanges {
  private SnsChanges() {}

  static void random(Town town, Slot slot) {
    Source topic = slot.source;
    if (topic.presence == Presence.ABSENT) {
      create(town, topic);
    } else if (town.chance.oneIn(60)) {
      delete(town, topic);
    } else if (slot.terms().isEmpty()) {
      subscribe(town, slot);
    } else if (town.chance.oneIn(4)) {
      unsubscribe(town, slot);
    } else {
      change(town, slot, slot.terms().get());
    }
  }

  static void create(Town town, Source topic) {
    new Change<CreateTopicResponse>(town, "create " + topic, topic.name)
        .then(output -> topic.presence = Presence.THERE)
        .orDoubt(() -> topic.presence = Presence.UNKNOWN)
        .begin(
            SnsApi.CREATE_TOPIC,
            new CreateTopicInput(
                topic.name, topic.isFifo() ? Map.of("FifoTopic", "true") : Map.of(), null, null));
  }

  private static void delete(Town town, Source topic) {
    Change<Unit> change =
        new Change<Unit>(town, "delete " + topic, topic.name)
            .then(output -> topic.presence = Presence.ABSENT)
            .orDoubt(() -> topic.presence = Presence.UNKNOWN);
    topic.beginEra();
    topic.slots.forEach(slot -> change.wants(slot, Optional.empty()));
    topic.presence = Presence.UNKNOWN;
    change.begin(SnsApi.DELETE_TOPIC, new DeleteTopicInput(topic.arn()));
  }

  static void subscribe(Town town, Slot slot) {
    Chance chance = town.chance;
    boolean http = slot.kind == Slot.Kind.ENDPOINT;
    Patience patience = http ? Patience.Phases.HTTP : Patience.Managed.POLICY;
    Map<String, String> attributes = new HashMap<>();
    if (http && chance.oneIn(2)) {
      Patience.Phases phases = chance.of(Patience.Phases.CHOICES);
      attributes.put("DeliveryPolicy", phases.json());
      patience = phases;
    }
    Terms terms =
        new Terms(chance.oneIn(2) ? Set.of() : Governing.kinds(chance), patience, !chance.oneIn(3));
    if (!terms.kinds().isEmpty()) {
      attributes.put("FilterPolicy", terms.filter());
    }
    if (terms.deadLetters()) {
      attributes.put("RedrivePolicy", redrive(slot));
    }
    Change<SubscribeResponse> change =
        new Change<SubscribeResponse>(town, "subscribe " + slot.name + " " + terms, topic(slot))
            .then(output -> slot.arn = Objects.requireNonNull(output.subscriptionArn()))
            // One that was asked for before and not confirmed may have other attributes.
            .unless(code -> http && code.startsWith("InvalidParameter"));
    if (!http) {
      change.wants(slot, Optional.of(terms));
    }
    change.begin(
        SnsApi.SUBSCRIBE,
        new SubscribeInput(
            slot.source.arn(), http ? "https" : "sqs", endpoint(slot), attributes, true));
  }

  private static String topic(Slot slot) {
    return slot.source.name;
  }

  static String endpoint(Slot slot) {
    return slot.kind == Slot.Kind.ENDPOINT ? Streets.HOST + slot.name : Governing.arn(slot.queue());
  }

  private static String redrive(Slot slot) {
    return "{\"deadLetterTargetArn\":\"" + Governing.arn(slot.deadQueue()) + "\"}";
  }

  /// An endpoint that was asked to confirm does so.
  static void confirm(Town town) {
    Town.Confirmation next = town.confirmations.removeFirst();
    Slot slot = next.slot();
    if (town.busy.contains(topic(slot)) || !slot.isKnown() || slot.terms().isPresent()) {
      return;
    }
    // On which terms is asked for first: the endpoint was not told.
    Optional<Terms> terms = Learning.pendingTerms(town, slot);
    if (terms.isEmpty()) {
      return;
    }
    new Change<ConfirmSubscriptionResponse>(town, "confirm " + slot.name, topic(slot))
        .wants(slot, terms)
        .then(output -> slot.arn = Objects.requireNonNull(output.subscriptionArn()))
        .unless(code -> true)
        .begin(
            SnsApi.CONFIRM_SUBSCRIPTION,
            new ConfirmSubscriptionInput(slot.source.arn(), next.secret(), null));
  }

  private static void unsubscribe(Town town, Slot slot) {
    new Change<Unit>(town, "unsubscribe " + slot.name, topic(slot))
        .wants(slot, Optional.empty())
        .begin(SnsApi.UNSUBSCRIBE, new UnsubscribeInput(slot.arn));
  }

  private static void change(Town town, Slot slot, Terms before) {
    Chance chance = town.chance;
    if (chance.oneIn(2)) {
      Set<String> kinds = Governing.kinds(chance);
      Terms after = before.wanting(kinds);
      set(town, slot, after, "FilterPolicy", after.filter());
    } else if (slot.kind == Slot.Kind.ENDPOINT && chance.oneIn(2)) {
      Patience.Phases phases = chance.of(Patience.Phases.CHOICES);
      Terms after = new Terms(before.kinds(), phases, before.deadLetters());
      set(town, slot, after, "DeliveryPolicy", phases.json());
    } else {
      Terms after = new Terms(before.kinds(), before.patience(), !before.deadLetters());
      set(town, slot, after, "RedrivePolicy", after.deadLetters() ? redrive(slot) : "");
    }
  }

  private static void set(Town town, Slot slot, Terms after, String attribute, String value) {
    new Change<Unit>(town, "set " + attribute + " of " + slot.name + " " + value, topic(slot))
        .wants(slot, Optional.of(after))
        .begin(
            SnsApi.SET_SUBSCRIPTION_ATTRIBUTES,
            new SetSubscriptionAttributesInput(slot.arn, attribute, value));
  }
}
