package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.Draft;
import io.waybill.sns.model.PlatformArns;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Tells what happens to the endpoints of a platform application to the topics that the application
/// names for it. What is told is stored with what happened, and published to the topic from there.
public final class EndpointEvents {
  private static final String DELIVERY_FAILURE = "DeliveryFailure";
  private static final int SUBJECT_MAX = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private EndpointEvents() {}

  /// A new device.
  ///
  /// @param baseUrl what links in the messages begin with
  public static void created(Arn endpoint, String baseUrl, Step step) {
    tell("EndpointCreated", endpoint, Map.of(), baseUrl, step);
  }

  public static void updated(Arn endpoint, String baseUrl, Step step) {
    tell("EndpointUpdated", endpoint, Map.of(), baseUrl, step);
  }

  public static void deleted(Arn endpoint, String baseUrl, Step step) {
    tell("EndpointDeleted", endpoint, Map.of(), baseUrl, step);
  }

  /// A message that was published to `endpoint` itself is given up.
  ///
  /// @param attempts how often it was tried
  static void deliveryFailed(
      Arn endpoint, Letter letter, int attempts, Outcome.Failed outcome, Step step) {
    boolean gone = outcome.code().startsWith("NotFound");
    tell(
        DELIVERY_FAILURE,
        endpoint,
        Map.of(
            "DeliveryAttempts",
            new JsonValue.Num(String.valueOf(attempts)),
            "FailureMessage",
            text(gone ? "Endpoint was not found" : outcome.message()),
            "FailureType",
            text(gone ? "EndpointNotFound" : outcome.code()),
            "MessageId",
            text(letter.messageId().toString())),
        letter.baseUrl(),
        step);
  }

  private static void tell(
      String event, Arn endpoint, Map<String, JsonValue> details, String baseUrl, Step step) {
    Arn application = PlatformArns.applicationOf(endpoint);
    Optional<String> topic =
        step.topics()
            .records()
            .get(application.toString(), Topics.APPLICATION, step.transaction())
            .map(attributes -> attributes.getOrDefault("Event" + event, ""))
            .filter(arn -> !arn.isEmpty());
    if (topic.isEmpty()) {
      return;
    }
    UUID id = step.stamp().uuid();
    Letter letter =
        new Letter(
            Letter.Kind.EVENT,
            0,
            "",
            0,
            // A topic is called as a queue is, and tried again as often.
            new Letter.Recipient(Protocol.SQS.word(), topic.get(), application.toString(), ""),
            id,
            step.now(),
            baseUrl,
            new Draft(
                message(event, endpoint, application, details, step.now()),
                subject(event, application),
                false,
                List.of(),
                "",
                "",
                ""),
            0,
            "",
            0);
    step.topics()
        .trail()
        .write(id, event, application.toString(), Map.of(), step.transaction(), step.stamp());
    step.topics().outbox().accept(letter.bytes(), step.transaction(), step.stamp());
  }

  /// Its members stand in the order of their names.
  private static String message(
      String event, Arn endpoint, Arn application, Map<String, JsonValue> details, long nowMillis) {
    Map<String, JsonValue> message = new TreeMap<>(details);
    message.put("EndpointArn", text(endpoint.toString()));
    message.put("EventType", text(event));
    message.put("Resource", text(application.toString()));
    message.put("Service", text("SNS"));
    message.put("Time", text(TIME.format(Instant.ofEpochMilli(nowMillis))));
    return new JsonValue.Obj(message).render();
  }

  private static String subject(String event, Arn application) {
    String[] path = application.resource().split("/", -1);
    String subject = event + " event for app " + path[2] + " (" + path[1] + ")";
    return subject.length() <= SUBJECT_MAX ? subject : subject.substring(0, SUBJECT_MAX);
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }
}
