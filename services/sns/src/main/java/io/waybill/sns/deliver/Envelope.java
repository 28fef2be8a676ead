package io.waybill.sns.deliver;

import io.waybill.sns.model.Attribute;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The JSON in which a message travels, to the letter as AWS writes it. Made and signed once for
/// all subscriptions, which differ in the link that ends theirs. Safe for many threads.
///
/// AWS: what comes from a FIFO topic is not signed.
final class Envelope {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /// What stands before and behind a subscription's ARN.
  private record Halves(String before, String after) {}

  private final Letter letter;
  private final int signatureVersion;
  private final MessageSigner signer;
  private final Map<String, CompletableFuture<Halves>> byText = new ConcurrentHashMap<>();

  Envelope(Letter letter, int signatureVersion, MessageSigner signer) {
    this.letter = letter;
    this.signatureVersion = signatureVersion;
    this.signer = signer;
  }

  Letter letter() {
    return letter;
  }

  /// The envelope for one subscription.
  CompletableFuture<String> notification(Protocol protocol, String subscriptionArn) {
    String text = letter.text(protocol);
    CompletableFuture<Halves> halves = byText.get(text);
    if (halves == null) {
      halves = byText.computeIfAbsent(text, this::halves);
    }
    return halves.thenApply(known -> known.before + subscriptionArn + known.after);
  }

  private CompletableFuture<Halves> halves(String text) {
    if (letter.isFifo()) {
      return CompletableFuture.completedFuture(halves(text, ""));
    }
    StringBuilder signed = new StringBuilder(text.length() + 300);
    line(signed, "Message", text);
    line(signed, "MessageId", letter.messageId().toString());
    if (!letter.draft().subject().isEmpty()) {
      line(signed, "Subject", letter.draft().subject());
    }
    line(signed, "Timestamp", time());
    line(signed, "TopicArn", letter.topicArn());
    line(signed, "Type", "Notification");
    return signer
        .sign(signatureVersion, signed.toString())
        .thenApply(signature -> halves(text, signature));
  }

  private Halves halves(String text, String signature) {
    StringBuilder out = new StringBuilder(text.length() + 1200);
    out.append("{\n  \"Type\" : \"Notification\"");
    field(out, "MessageId", letter.messageId().toString());
    if (letter.isFifo()) {
      field(out, "SequenceNumber", SequenceNumbers.text(letter.sequence()));
    }
    field(out, "TopicArn", letter.topicArn());
    if (!letter.draft().subject().isEmpty()) {
      field(out, "Subject", letter.draft().subject());
    }
    field(out, "Message", text);
    field(out, "Timestamp", time());
    if (letter.isReplayed()) {
      out.append(",\n  \"Replayed\" : true");
    }
    if (!letter.isFifo()) {
      signature(out, signature);
    }
    out.append(",\n  \"UnsubscribeURL\" : \"")
        .append(letter.baseUrl())
        .append("/?Action=Unsubscribe&SubscriptionArn=");
    StringBuilder after = new StringBuilder("\"");
    attributes(after);
    return new Halves(out.toString(), after.append("\n}").toString());
  }

  private void attributes(StringBuilder out) {
    if (letter.draft().attributes().isEmpty()) {
      return;
    }
    out.append(",\n  \"MessageAttributes\" : {");
    String between = "\n    ";
    for (Attribute each : letter.draft().attributes()) {
      JsonText.append(out.append(between), each.name());
      JsonText.append(out.append(" : {\"Type\":"), each.type());
      JsonText.append(out.append(",\"Value\":"), each.text()).append('}');
      between = ",\n    ";
    }
    out.append("\n  }");
  }

  /// What a letter with a token calls itself.
  String confirmationType() {
    return letter.kind() == Letter.Kind.FAREWELL
        ? "UnsubscribeConfirmation"
        : "SubscriptionConfirmation";
  }

  private String confirmationText() {
    return letter.kind() == Letter.Kind.FAREWELL
        ? "You have chosen to deactivate subscription "
            + letter.recipient().onBehalfOf()
            + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL"
            + " included in this message."
        : "You have chosen to subscribe to the topic "
            + letter.topicArn()
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
  }

  /// What asks an endpoint to confirm its subscription, or whether it wants it back.
  CompletableFuture<String> confirmation() {
    String message = confirmationText();
    StringBuilder signed = new StringBuilder(1024);
    line(signed, "Message", message);
    line(signed, "MessageId", letter.messageId().toString());
    line(signed, "SubscribeURL", subscribeUrl());
    line(signed, "Timestamp", time());
    line(signed, "Token", letter.recipient().token());
    line(signed, "TopicArn", letter.topicArn());
    line(signed, "Type", confirmationType());
    return signer
        .sign(signatureVersion, signed.toString())
        .thenApply(signature -> {
          StringBuilder out = new StringBuilder(2048);
          out.append("{\n  \"Type\" : \"").append(confirmationType()).append('"');
          field(out, "MessageId", letter.messageId().toString());
          field(out, "Token", letter.recipient().token());
          field(out, "TopicArn", letter.topicArn());
          field(out, "Message", message);
          field(out, "SubscribeURL", subscribeUrl());
          field(out, "Timestamp", time());
          signature(out, signature);
          return out.append("\n}").toString();
        });
  }

  String unsubscribeUrl(String subscriptionArn) {
    return letter.baseUrl() + "/?Action=Unsubscribe&SubscriptionArn=" + subscriptionArn;
  }

  String subscribeUrl() {
    return letter.baseUrl()
        + "/?Action=ConfirmSubscription&TopicArn="
        + URLEncoder.encode(letter.topicArn(), StandardCharsets.UTF_8).replace("%3A", ":")
        + "&Token="
        + letter.recipient().token();
  }

  private void signature(StringBuilder out, String signature) {
    field(out, "SignatureVersion", String.valueOf(signatureVersion));
    field(out, "Signature", signature);
    field(out, "SigningCertURL", letter.baseUrl() + signer.certificatePath());
  }

  private String time() {
    return TIME.format(Instant.ofEpochMilli(letter.millis()));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append('\n').append(value).append('\n');
  }

  private static void field(StringBuilder out, String name, String value) {
    JsonText.append(out.append(",\n  \"").append(name).append("\" : "), value);
  }
}
