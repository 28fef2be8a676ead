package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outward.Mail;
import io.waybill.sns.model.DeliveryPolicy;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Subscription;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A letter that is being delivered: read once, and its envelope made once, for all its recipients.
final class Opened {
  /// What a delivery to the local outbox says of itself.
  static final Outcome.Delivered KEPT_HERE = new Outcome.Delivered("local outbox");

  private final Letter letter;
  private final Envelope envelope;
  private final Carriers carriers;
  private final QueuePost raw;
  private final QueuePost wrapped;

  Opened(Letter letter, int signatureVersion, Carriers carriers) {
    this.letter = letter;
    this.envelope = new Envelope(letter, signatureVersion, carriers.signer());
    this.carriers = carriers;
    this.raw = new QueuePost(carriers.calls(), letter, true);
    this.wrapped = new QueuePost(carriers.calls(), letter, false);
  }

  Letter letter() {
    return letter;
  }

  /// How a subscription is delivered to.
  Attempt to(Subscription subscription, DeliveryPolicy policy) {
    Protocol protocol = subscription.protocol();
    boolean isRaw = subscription.attributes().raw();
    return switch (protocol) {
      case SQS -> {
        Arn queue = Arn.parse(subscription.endpoint()).orElseThrow();
        yield then ->
            withBody(subscription, then, (body, next) -> post(isRaw).send(queue, body, next));
      }
      case HTTP, HTTPS -> {
        HttpPost post =
            new HttpPost(
                carriers.http(),
                letter,
                "Notification",
                subscription.arn(),
                policy.contentType().orElse(DeliveryPolicy.CONTENT_TYPE),
                isRaw);
        String endpoint = subscription.endpoint();
        yield then -> withBody(subscription, then, (body, next) -> post.send(endpoint, body, next));
      }
      case EMAIL, EMAIL_JSON -> mail(subscription);
      case SMS, APPLICATION -> then -> toPerson(protocol, subscription.endpoint(), then);
      case LAMBDA -> {
        FunctionPost post = new FunctionPost(carriers.calls(), letter);
        yield then ->
            then(
                envelope.notification(Protocol.LAMBDA, subscription.arn()),
                then,
                (body, next) -> post.send(subscription.endpoint(), subscription.arn(), body, next));
      }
      case FIREHOSE -> throw new IllegalStateException("no such subscription is made: " + protocol);
    };
  }

  /// How a subscription's dead-letter queue is delivered to.
  // AWS (dead-letter queues): the message as the subscription would have had it.
  Attempt toDeadLetters(Subscription subscription, Arn queue) {
    boolean isRaw = subscription.attributes().raw();
    return then ->
        withBody(subscription, then, (body, next) -> post(isRaw).send(queue, body, next));
  }

  /// How the one recipient of a letter is delivered to that is for no subscription.
  Attempt toRecipient() {
    if (letter.kind() == Letter.Kind.EVENT) {
      return new EventPost(carriers.calls(), letter)::send;
    }
    Letter.Recipient recipient = letter.recipient();
    Protocol protocol = Protocol.parse(recipient.protocol());
    return switch (protocol) {
      case SQS -> {
        Optional<Arn> queue = Arn.parse(recipient.endpoint());
        yield then ->
            then(
                envelope.confirmation(),
                then,
                (body, next) -> wrapped.send(queue.orElseThrow(), body, next));
      }
      case HTTP, HTTPS -> {
        HttpPost post =
            new HttpPost(
                carriers.http(),
                letter,
                envelope.confirmationType(),
                letter.kind() == Letter.Kind.FAREWELL ? recipient.onBehalfOf() : "",
                DeliveryPolicy.CONTENT_TYPE,
                false);
        yield then ->
            then(
                envelope.confirmation(),
                then,
                (body, next) -> post.send(recipient.endpoint(), body, next));
      }
      case EMAIL, EMAIL_JSON -> then -> mail(recipient.endpoint(), localBody(protocol), then);
      case SMS, APPLICATION -> then -> toPerson(protocol, recipient.endpoint(), then);
      case LAMBDA, FIREHOSE -> then -> then.accept(KEPT_HERE);
    };
  }

  /// To a phone or a device, where there is a gateway.
  private void toPerson(Protocol protocol, String endpoint, Consumer<Outcome> then) {
    // A one-time password is what verifies a number.
    boolean isChecked =
        protocol == Protocol.SMS
            && carriers.gateways().smsSandbox()
            && letter.recipient().token().isEmpty();
    if (isChecked) {
      new SmsSandbox(new OwnCalls(carriers.calls(), smsAccount(), letter))
          .check(endpoint, () -> send(protocol, endpoint, then), then);
    } else {
      send(protocol, endpoint, then);
    }
  }

  /// An ARN of the account and region that an SMS is sent by.
  private Arn smsAccount() {
    String behalf =
        letter.topicArn().isEmpty() ? letter.recipient().onBehalfOf() : letter.topicArn();
    return Arn.parse(behalf).orElseThrow();
  }

  private void send(Protocol protocol, String endpoint, Consumer<Outcome> then) {
    if (!carriers.leadOutside(protocol)) {
      then.accept(KEPT_HERE);
      return;
    }
    if (protocol == Protocol.SMS) {
      GatewayPost gateway =
          new GatewayPost(carriers.http(), carriers.gateways().sms().orElseThrow());
      new SmsPost(carriers.calls(), gateway, letter, smsAccount()).send(endpoint, then);
    } else {
      GatewayPost gateway =
          new GatewayPost(carriers.http(), carriers.gateways().push().orElseThrow());
      new PushPost(carriers.calls(), gateway, letter).send(Arn.parse(endpoint).orElseThrow(), then);
    }
  }

  private Attempt mail(Subscription subscription) {
    if (subscription.protocol() == Protocol.EMAIL_JSON) {
      return then ->
          then(
              envelope.notification(Protocol.EMAIL_JSON, subscription.arn()),
              then,
              (body, next) -> mail(subscription.endpoint(), body, next));
    }
    String body =
        letter.text(Protocol.EMAIL)
            + "\n\n--\nIf you wish to stop receiving notifications from this topic, please visit"
            + " the link below to unsubscribe:\n"
            + envelope.unsubscribeUrl(subscription.arn());
    return then -> mail(subscription.endpoint(), body, then);
  }

  private void mail(String to, String body, Consumer<Outcome> then) {
    if (carriers.mailer().isEmpty()) {
      then.accept(KEPT_HERE);
      return;
    }
    String subject = letter.draft().subject();
    Mail mail =
        new Mail(
            to,
            "AWS Notifications",
            subject.isEmpty() ? "AWS Notification Message" : subject,
            body);
    carriers.mailer().get().send(mail, outcome -> then.accept(Failures.of(outcome)));
  }

  /// What stays in the local outbox of a message that goes out as text.
  String localBody(Protocol protocol) {
    return switch (letter.kind()) {
      case NOTIFICATION -> letter.text(protocol);
      case EVENT -> letter.draft().message();
      case CONFIRMATION ->
          "You have chosen to subscribe to the topic:\n"
              + letter.topicArn()
              + "\n\nTo confirm this subscription, visit\n"
              + envelope.subscribeUrl();
      case FAREWELL ->
          "Your subscription to the topic below has been deactivated:\n"
              + letter.topicArn()
              + "\n\nIf this was in error, you can resubscribe by visiting\n"
              + envelope.subscribeUrl();
    };
  }

  private QueuePost post(boolean isRaw) {
    return isRaw ? raw : wrapped;
  }

  private void withBody(
      Subscription subscription,
      Consumer<Outcome> then,
      BiConsumer<String, Consumer<Outcome>> send) {
    if (subscription.attributes().raw()) {
      send.accept(letter.text(subscription.protocol()), then);
    } else {
      then(envelope.notification(subscription.protocol(), subscription.arn()), then, send);
    }
  }

  private static void then(
      CompletableFuture<String> body,
      Consumer<Outcome> then,
      BiConsumer<String, Consumer<Outcome>> send) {
    var _ =
        body.whenComplete((text, failure) -> {
          if (failure != null) {
            then.accept(Failures.of(failure));
          } else {
            send(text, then, send);
          }
        });
  }

  /// What breaks here would be lost with the future that it breaks in.
  private static void send(
      String text, Consumer<Outcome> then, BiConsumer<String, Consumer<Outcome>> send) {
    try {
      send.accept(text, then);
    } catch (RuntimeException bug) {
      then.accept(Failures.of(bug));
    }
  }
}
