package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Lane;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Pace;
import io.waybill.engine.outbox.Page;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.engine.partition.Transaction;
import io.waybill.sns.filter.FilteredMessage;
import io.waybill.sns.model.DeliveryPolicy;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.model.RedrivePolicy;
import io.waybill.sns.model.RetryPolicy;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Targets;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SNS's side of its outbox: who gets a letter, how, and how often it is tried.
public final class Deliveries implements Deliverer {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  /// Attempts at one endpoint at a time.
  private static final int AT_ONCE = 32;

  private final Topics topics;
  private final Carriers carriers;
  private final DeliveryStatus status;
  private byte @Nullable [] latestPayload;
  private @Nullable Opened latest;

  public Deliveries(Topics topics, Carriers carriers) {
    this.topics = topics;
    this.carriers = carriers;
    this.status = new DeliveryStatus(new StatusLog(carriers.calls()));
  }

  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    Letter letter = open(payload).letter();
    if (!letter.recipient().protocol().isEmpty()) {
      Lane lane = new Lane(Targets.STRAIGHT);
      return isInside(Protocol.parse(letter.recipient().protocol()))
          ? new Page(List.of(lane), List.of(), null)
          : new Page(List.of(), List.of(lane), null);
    }
    return topics
        .find(letter.topic())
        .map(topic -> page(topic, letter, cursor, most, transaction, stamp))
        .orElse(Page.NONE);
  }

  private Page page(
      Topic topic,
      Letter letter,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    FilteredMessage filtered = new FilteredMessage(new FilterSource(letter));
    if (letter.isReplayed()) {
      return replayed(topic, letter, filtered, transaction, stamp);
    }
    List<Lane> direct = new ArrayList<>();
    List<Lane> queued = new ArrayList<>();
    int from = cursor == null ? 0 : new ByteReader(cursor).u32();
    for (Subscription each : topic.after(from).values()) {
      if (each.number() > letter.upTo()) {
        break;
      }
      if (direct.size() + queued.size() == most) {
        return new Page(direct, queued, new ByteWriter(4).u32(each.number() - 1).bytes());
      }
      if (each.isPending()
          || topic.replays().cover(each.number(), letter)
          || isFilteredOut(topic, each, filtered, letter, transaction, stamp)) {
        continue;
      }
      (isInside(each.protocol()) ? direct : queued).add(lane(topic, each, letter));
    }
    return new Page(direct, queued, null);
  }

  private Page replayed(
      Topic topic, Letter letter, FilteredMessage filtered, Transaction transaction, Stamp stamp) {
    Subscription only = topic.at(letter.replayTo());
    return only == null || isFilteredOut(topic, only, filtered, letter, transaction, stamp)
        ? Page.NONE
        : new Page(List.of(lane(topic, only, letter)), List.of(), null);
  }

  private static Lane lane(Topic topic, Subscription subscription, Letter letter) {
    String group = topic.definition().isFifo() ? letter.draft().groupId() : "";
    return new Lane(Targets.of(topic.definition().number(), subscription.number()), group);
  }

  private boolean isFilteredOut(
      Topic topic,
      Subscription subscription,
      FilteredMessage message,
      Letter letter,
      Transaction transaction,
      Stamp stamp) {
    var filter = subscription.attributes().filter();
    Optional<String> key = filter.flatMap(policy -> policy.mismatch(message));
    if (key.isEmpty()) {
      return false;
    }
    topic.metrics().filteredOut(filter.orElseThrow().body(), letter.draft().attributes().isEmpty());
    trail(
        letter,
        "FilteredOut",
        Map.of("subscription", subscription.arn(), "key", key.get()),
        transaction,
        stamp);
    return true;
  }

  /// Whether what is delivered to stands in this server.
  private boolean isInside(Protocol protocol) {
    boolean mail = protocol == Protocol.EMAIL || protocol == Protocol.EMAIL_JSON;
    return !protocol.isHttp() && !(mail && carriers.mailer().isPresent());
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    Opened opened = open(parcel.payload());
    if (parcel.lane().target() == Targets.STRAIGHT) {
      return Optional.of(opened.toRecipient());
    }
    Optional<Topic> topic = topic(parcel);
    Optional<Subscription> found = topic.flatMap(each -> subscription(each, parcel));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Subscription subscription = found.get();
    if (!parcel.isDeadLetter()) {
      return Optional.of(opened.to(subscription, policy(topic.get(), subscription)));
    }
    return subscription
        .attributes()
        .redrive()
        .map(RedrivePolicy::deadLetterTargetArn)
        .flatMap(Arn::parse)
        .map(queue -> opened.toDeadLetters(subscription, queue));
  }

  @Override
  public void delivered(
      Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {
    Opened opened = open(parcel.payload());
    Letter letter = opened.letter();
    if (parcel.lane().target() == Targets.STRAIGHT) {
      Letter.Recipient recipient = letter.recipient();
      if (outcome.equals(Opened.KEPT_HERE)) {
        keepHere(opened, recipient.protocol(), recipient.endpoint(), transaction, stamp);
      }
      trail(
          letter,
          letter.kind() == Letter.Kind.NOTIFICATION ? "Delivered" : "ConfirmationSent",
          Map.of("endpoint", recipient.endpoint(), "answer", outcome.note()),
          transaction,
          stamp);
      return;
    }
    Optional<Topic> topic = topic(parcel);
    Optional<Subscription> subscription = topic.flatMap(each -> subscription(each, parcel));
    if (subscription.isEmpty()) {
      return;
    }
    Subscription found = subscription.get();
    if (parcel.isDeadLetter()) {
      topic.get().metrics().redrivenToDlq++;
    } else {
      topic.get().metrics().delivered(letter.isReplayed());
      status.tell(topic.get(), found, letter, parcel, outcome, transaction, stamp);
    }
    if (outcome.equals(Opened.KEPT_HERE)) {
      keepHere(opened, found.protocol().word(), found.endpoint(), transaction, stamp);
    }
    trail(
        letter,
        parcel.isDeadLetter() ? "DeadLettered" : "Delivered",
        Map.of("subscription", found.arn(), "answer", outcome.note()),
        transaction,
        stamp);
  }

  private void keepHere(
      Opened opened, String protocol, String to, Transaction transaction, Stamp stamp) {
    Letter letter = opened.letter();
    topics
        .localOutbox()
        .add(
            stamp.millis(),
            Map.of(
                "protocol",
                protocol,
                "to",
                to,
                "subject",
                letter.draft().subject(),
                "body",
                opened.localBody(Protocol.parse(protocol)),
                "messageId",
                letter.messageId().toString(),
                "topic",
                letter.topicArn()),
            transaction);
  }

  @Override
  public Verdict failed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    Letter letter = open(parcel.payload()).letter();
    Optional<Topic> topic = topic(parcel);
    Optional<Subscription> subscription = topic.flatMap(each -> subscription(each, parcel));
    String name = subscription.map(Subscription::arn).orElse(letter.recipient().endpoint());
    trail(
        letter,
        "DeliveryFailed",
        Map.of(
            "subscription", name,
            "attempt", String.valueOf(parcel.attempts() + 1),
            "error", outcome.code(),
            "message", outcome.message()),
        transaction,
        stamp);
    long delay =
        outcome.permanent()
            ? -1
            : retries(parcel, topic, subscription, letter).delayMillis(parcel.attempts() + 1);
    if (delay >= 0) {
      return new Verdict.Retry(stamp.millis() + Math.max(delay, outcome.retryAfterMillis()));
    }
    return givenUp(parcel, letter, topic, subscription, outcome, transaction, stamp);
  }

  private Verdict givenUp(
      Parcel parcel,
      Letter letter,
      Optional<Topic> topic,
      Optional<Subscription> subscription,
      Outcome.Failed outcome,
      Transaction transaction,
      Stamp stamp) {
    boolean redrive =
        subscription.flatMap(each -> each.attributes().redrive()).isPresent()
            && !parcel.isDeadLetter();
    topic.ifPresent(each -> {
      if (parcel.isDeadLetter()) {
        each.metrics().failedToRedriveToDlq++;
      } else {
        each.metrics().failed(letter.isReplayed());
        subscription.ifPresent(
            found -> status.tell(each, found, letter, parcel, outcome, transaction, stamp));
      }
    });
    if (redrive) {
      return new Verdict.DeadLetter(outcome.code());
    }
    String endpoint =
        subscription.map(Subscription::endpoint).orElse(letter.recipient().endpoint());
    log.warn(
        "message {} is given up for {}: {} {}",
        letter.messageId(),
        endpoint,
        outcome.code(),
        outcome.message());
    trail(letter, "GivenUp", Map.of("endpoint", endpoint), transaction, stamp);
    return new Verdict.Discard();
  }

  private static RetryPolicy retries(
      Parcel parcel, Optional<Topic> topic, Optional<Subscription> subscription, Letter letter) {
    if (parcel.isDeadLetter()) {
      return RetryPolicy.AWS_MANAGED;
    }
    Protocol protocol =
        subscription
            .map(Subscription::protocol)
            .orElseGet(() -> Protocol.parse(letter.recipient().protocol()));
    return switch (protocol) {
      case SQS, LAMBDA, FIREHOSE -> RetryPolicy.AWS_MANAGED;
      case EMAIL, EMAIL_JSON, SMS, APPLICATION -> RetryPolicy.CUSTOMER_MANAGED;
      case HTTP, HTTPS ->
          topic
              .flatMap(each -> subscription.flatMap(found -> policy(each, found).retry()))
              .orElse(RetryPolicy.HTTP);
    };
  }

  private static DeliveryPolicy policy(Topic topic, Subscription subscription) {
    return subscription
        .attributes()
        .delivery()
        .over(topic.definition().attributes().deliveryPolicy());
  }

  @Override
  public Pace pace(Lane lane) {
    int perSecond =
        topics
            .find(Targets.topic(lane.target()))
            .flatMap(topic ->
                Optional.ofNullable(topic.at(Targets.subscription(lane.target())))
                    .filter(each -> each.protocol().isHttp())
                    .map(each -> policy(topic, each).maxReceivesPerSecond().orElse(0)))
            .orElse(0);
    return new Pace(AT_ONCE, perSecond);
  }

  private Optional<Topic> topic(Parcel parcel) {
    return topics.find(Targets.topic(parcel.lane().target()));
  }

  private static Optional<Subscription> subscription(Topic topic, Parcel parcel) {
    return Optional.ofNullable(topic.at(Targets.subscription(parcel.lane().target())));
  }

  private void trail(
      Letter letter,
      String event,
      Map<String, String> details,
      Transaction transaction,
      Stamp stamp) {
    topics.trail().write(letter.messageId(), event, letter.topicArn(), details, transaction, stamp);
  }

  /// The letter in `payload`. All parcels of a consignment share it, so the latest one is kept.
  private Opened open(byte[] payload) {
    Opened known = latest;
    if (known != null && isSame(payload)) {
      return known;
    }
    Letter letter = Letter.read(payload);
    int version =
        topics
            .find(letter.topic())
            .map(topic -> topic.definition().attributes().signatureVersion())
            .orElse(1);
    latest = known = new Opened(letter, version, carriers);
    latestPayload = payload;
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // equal bytes in another array would be as good, but cost
  private boolean isSame(byte[] payload) {
    return payload == latestPayload;
  }
}
