package io.waybill.sns.deliver;

import io.waybill.core.Arn;
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
import io.waybill.sns.model.DeliveryPolicy;
import io.waybill.sns.model.Endpoints;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.model.RedrivePolicy;
import io.waybill.sns.model.RetryPolicy;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Targets;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.Topics;
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
  private final Recipients recipients;
  private final DeliveryStatus status;
  private final SmsStatus smsStatus;
  private final PushStatus pushStatus;
  private byte @Nullable [] latestPayload;
  private @Nullable Opened latest;

  public Deliveries(Topics topics, Carriers carriers) {
    this.topics = topics;
    this.carriers = carriers;
    this.recipients = new Recipients(topics, carriers);
    StatusLog statusLog = new StatusLog(carriers.calls());
    this.status = new DeliveryStatus(statusLog);
    this.smsStatus = new SmsStatus(carriers.calls(), statusLog);
    this.pushStatus = new PushStatus(carriers.calls(), statusLog);
  }

  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    return recipients.plan(open(payload).letter(), cursor, most, transaction, stamp);
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    Opened opened = open(parcel.payload());
    if (Targets.isStraight(parcel.lane().target())) {
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
    if (Targets.isStraight(parcel.lane().target())) {
      Letter.Recipient recipient = letter.recipient();
      if (outcome.equals(Opened.KEPT_HERE)) {
        keepHere(opened, recipient.protocol(), recipient.endpoint(), transaction, stamp);
      }
      trail(
          letter,
          switch (letter.kind()) {
            case NOTIFICATION, EVENT -> "Delivered";
            case CONFIRMATION, FAREWELL -> "ConfirmationSent";
          },
          Map.of("endpoint", Endpoints.shown(recipient.endpoint()), "answer", outcome.note()),
          transaction,
          stamp);
      tell(letter, recipient.protocol(), recipient.endpoint(), parcel, outcome, transaction, stamp);
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
      tell(letter, found.protocol().word(), found.endpoint(), parcel, outcome, transaction, stamp);
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

  /// What became of a message to a phone or a device.
  private void tell(
      Letter letter,
      String protocol,
      String endpoint,
      Parcel parcel,
      Outcome outcome,
      Transaction transaction,
      Stamp stamp) {
    if (protocol.equals(Protocol.SMS.word())) {
      smsStatus.tell(letter, endpoint, outcome, transaction, stamp);
    } else if (protocol.equals(Protocol.APPLICATION.word()) && letter.topicArn().isEmpty()) {
      pushStatus.tell(letter, endpoint, parcel.attempts() + 1, outcome, transaction, stamp);
    }
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
    if (subscription.isEmpty() && !Targets.isStraight(parcel.lane().target())) {
      // The subscription was ended while the attempt was under way.
      dropped(parcel, transaction, stamp);
      return new Verdict.Discard();
    }
    String name =
        subscription
            .map(Subscription::arn)
            .orElseGet(() -> Endpoints.shown(letter.recipient().endpoint()));
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
    String endpoint =
        subscription.map(Subscription::endpoint).orElse(letter.recipient().endpoint());
    if (!parcel.isDeadLetter()) {
      String protocol =
          subscription.map(each -> each.protocol().word()).orElse(letter.recipient().protocol());
      tell(letter, protocol, endpoint, parcel, outcome, transaction, stamp);
      if (protocol.equals(Protocol.APPLICATION.word()) && topic.isEmpty()) {
        EndpointEvents.deliveryFailed(
            Arn.parse(endpoint).orElseThrow(),
            letter,
            parcel.attempts() + 1,
            outcome,
            new Step(topics, transaction, stamp));
      }
    }
    if (redrive) {
      return new Verdict.DeadLetter(outcome.code());
    }
    log.warn(
        "message {} is given up for {}: {} {}",
        letter.messageId(),
        Endpoints.shown(endpoint),
        outcome.code(),
        outcome.message());
    trail(letter, "GivenUp", Map.of("endpoint", Endpoints.shown(endpoint)), transaction, stamp);
    return new Verdict.Discard();
  }

  /// Its topic or its subscription was ended, or what names its dead-letter queue was taken away.
  @Override
  public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
    Letter letter = open(parcel.payload()).letter();
    Optional<Topic> topic = topic(parcel);
    Optional<Subscription> subscription = topic.flatMap(each -> subscription(each, parcel));
    topic.ifPresent(each -> {
      if (parcel.isDeadLetter()) {
        each.metrics().failedToRedriveToDlq++;
      } else {
        each.metrics().failed(letter.isReplayed());
      }
    });
    String why =
        topic.isEmpty()
            ? "its topic was deleted"
            : subscription.isEmpty()
                ? "its subscription was ended"
                : "its subscription has no dead-letter queue any more";
    String endpoint = subscription.map(Subscription::endpoint).map(Endpoints::shown).orElse("");
    log.warn(
        "message {} of {} is dropped{}: {}",
        letter.messageId(),
        letter.topicArn(),
        endpoint.isEmpty() ? "" : " for " + endpoint,
        why);
    trail(letter, "GivenUp", Map.of("endpoint", endpoint, "message", why), transaction, stamp);
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
