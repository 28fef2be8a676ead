package io.waybill.sns.model;

import io.waybill.core.Arn;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a subscription is delivered to, and what its endpoint looks like.
public enum Protocol {
  HTTP("http"),
  HTTPS("https"),
  EMAIL("email"),
  EMAIL_JSON("email-json"),
  SMS("sms"),
  SQS("sqs"),
  APPLICATION("application"),
  LAMBDA("lambda"),
  FIREHOSE("firehose");

  private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// The protocol in `text`, or a refusal.
  public static Protocol parse(@Nullable String text) {
    for (Protocol protocol : values()) {
      if (protocol.word.equals(text)) {
        return protocol;
      }
    }
    throw Refusals.invalid("Amazon SNS does not support this protocol string: " + text);
  }

  /// Refuses an endpoint that this protocol can't deliver to.
  ///
  /// @param fifoTopic whether the topic is FIFO: AWS delivers from those to SQS alone
  public void check(String endpoint, boolean fifoTopic) {
    switch (this) {
      case HTTP ->
          require(endpoint.startsWith("http://"), "Endpoint must match the specified protocol");
      case HTTPS ->
          require(endpoint.startsWith("https://"), "Endpoint must match the specified protocol");
      case EMAIL, EMAIL_JSON -> require(MAIL.matcher(endpoint).matches(), "Email address");
      case SMS -> PhoneNumber.checkEndpoint(endpoint);
      case SQS -> require(arn(endpoint, "sqs").isPresent(), "SQS endpoint ARN");
      case APPLICATION -> {
        require(
            arn(endpoint, "sns").filter(arn -> arn.resource().startsWith("endpoint/")).isPresent(),
            "Application endpoint arn invalid:" + endpoint);
      }
      case LAMBDA ->
          require(
              arn(endpoint, "lambda")
                  .filter(arn -> arn.resource().startsWith("function:"))
                  .isPresent(),
              "Lambda endpoint ARN");
      case FIREHOSE -> throw notYet("Firehose delivery streams");
    }
    if (fifoTopic && this != SQS) {
      throw Refusals.invalid("Invalid parameter: Endpoint", "Please use FIFO SQS queue");
    }
    // AWS: what a FIFO queue needs, a standard topic does not have.
    if (!fifoTopic && this == SQS && endpoint.endsWith(".fifo")) {
      throw Refusals.invalid(
          "Invalid parameter: Endpoint",
          "FIFO SQS Queues can not be subscribed to standard SNS topics");
    }
  }

  /// Whether the owner of the endpoint must confirm, if the endpoint is not of the subscriber's own
  /// account.
  public boolean needsConfirmation(String endpoint, String account) {
    return switch (this) {
      case HTTP, HTTPS, EMAIL, EMAIL_JSON -> true;
      case SMS -> false;
      case SQS, APPLICATION, LAMBDA, FIREHOSE ->
          !Arn.parse(endpoint).map(Arn::account).orElse("").equals(account);
    };
  }

  public boolean isHttp() {
    return this == HTTP || this == HTTPS;
  }

  /// Whether messages can go out without the envelope.
  public boolean canBeRaw() {
    return isHttp() || this == SQS || this == FIREHOSE;
  }

  /// The member of a message with MessageStructure `json` that is for this protocol.
  public String messageKey() {
    return word;
  }

  /// Whether what is subscribed is a resource of AWS, which follows no links.
  public boolean isAnAwsResource() {
    return switch (this) {
      case SQS, LAMBDA, FIREHOSE -> true;
      case HTTP, HTTPS, EMAIL, EMAIL_JSON, SMS, APPLICATION -> false;
    };
  }

  /// Whether an endpoint can be told that its subscription was ended, with a link to restore it.
  public boolean canBeRestored() {
    return isHttp() || this == EMAIL || this == EMAIL_JSON;
  }

  /// What the names of a topic's delivery status attributes begin with for this protocol; none
  /// where AWS logs no deliveries.
  Optional<String> feedbackName() {
    return switch (this) {
      case HTTP, HTTPS -> Optional.of("HTTP");
      case SQS -> Optional.of("SQS");
      case LAMBDA -> Optional.of("Lambda");
      case FIREHOSE -> Optional.of("Firehose");
      case APPLICATION -> Optional.of("Application");
      case EMAIL, EMAIL_JSON, SMS -> Optional.empty();
    };
  }

  private static Optional<Arn> arn(String endpoint, String service) {
    return Arn.parse(endpoint).filter(arn -> arn.service().equals(service));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw Refusals.invalid(what);
    }
  }

  private static io.waybill.shapes.Refusal notYet(String what) {
    return Refusals.invalid("Protocol", "this server does not offer " + what);
  }
}
