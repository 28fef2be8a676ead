package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class DeliveriesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");

  @BeforeEach
  void makeBus() {
    events.createEventBus(b -> b.name(bus));
  }

  private static PutEventsRequestEntry entry(String source, String detail) {
    return PutEventsRequestEntry.builder().source(source).detailType("test").detail(detail).build();
  }

  @Test
  void anEventComesToTheTargetOfTheRuleThatItMatches() {
    String queue = world.queue();
    world.rule(bus, "r", "shop", World.target("t", queue));
    world.put(bus, "other", "{}");
    PutEventsRequestEntry order =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("shop")
            .detailType("order")
            .detail("{ \"n\": 1.50, \"s\": \"ä\" }")
            .resources("arn:x")
            .time(Instant.parse("2024-01-02T03:04:05.678Z"))
            .build();
    String id = events.putEvents(b -> b.entries(order)).entries().getFirst().eventId();
    assertThat(world.bodies(queue, 1))
        .containsExactly(
            "{\"version\":\"0\",\"id\":\""
                + id
                + "\",\"detail-type\":\"order\",\"source\":\"shop\",\"account\":\"000000000000\","
                + "\"time\":\"2024-01-02T03:04:05Z\",\"region\":\"us-east-1\","
                + "\"resources\":[\"arn:x\"],\"detail\":{\"n\":1.50,\"s\":\"ä\"}}");
  }

  @Test
  void entriesFailEachForItself() {
    PutEventsResponse told =
        events.putEvents(b ->
            b.entries(
                entry("shop", "{}"),
                entry("shop", "[1]"),
                entry("shop", "nonsense"),
                entry("aws.ec2", "{}"),
                entry("shop", "{}").toBuilder().detailType(null).build(),
                entry("shop", "{}").toBuilder().eventBusName("nope").build()));
    assertThat(told.failedEntryCount()).isEqualTo(4);
    assertThat(told.entries())
        .extracting(e -> e.errorCode() + "/" + e.errorMessage())
        .containsExactly(
            "null/null",
            "MalformedDetail/Detail is malformed.",
            "MalformedDetail/Detail is malformed.",
            "NotAuthorizedForSourceException/Not authorized for the source.",
            "InvalidArgument/Parameter DetailType is not valid. Reason: DetailType is a required"
                + " argument.",
            "null/null");
    assertThat(told.entries().getLast().eventId()).isNotNull();
  }

  @Test
  void aCallHasUpToTenEntriesAndAMegabyte() {
    assertThatThrownBy(
            () -> events.putEvents(b -> b.entries(Collections.nCopies(11, entry("shop", "{}")))))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith(
            "1 validation error detected: Value '[PutEventsRequestEntry(time=null, source=shop,"
                + " resources=null, detailType=test, detail={}, eventBusName=null,"
                + " traceHeader=null, kmsKeyIdentifier=null, internalMetadata=null),"
                + " PutEventsRequestEntry(")
        .hasMessageContaining(
            "at 'entries' failed to satisfy constraint: Member must have length less than or equal"
                + " to 10");
    String frame = "{\"a\":\"\"}";
    int most = (1 << 20) - "shop".length() - "test".length() - frame.length();
    String fits = "{\"a\":\"" + "x".repeat(most) + "\"}";
    assertThat(events.putEvents(b -> b.entries(entry("shop", fits))).failedEntryCount()).isZero();
    assertThatThrownBy(() -> events.putEvents(b -> b.entries(entry("shops", fits))))
        .hasMessageStartingWith("Total size of the entries in the request is over the limit.");
  }

  @Test
  void aTargetGetsWhatItAskedFor() {
    String queue = world.queue();
    world.rule(
        bus,
        "r",
        "shop",
        World.target("constant", queue).toBuilder().input("{\"a\":1}").build(),
        World.target("path", queue).toBuilder().inputPath("$.detail.items[0]").build(),
        World.target("template", queue).toBuilder()
            .inputTransformer(i ->
                i.inputPathsMap(Map.of("n", "$.detail.n", "i", "$.detail.items"))
                    .inputTemplate("\"<n> of <i> by <aws.events.rule-name>\""))
            .build());
    world.put(bus, "shop", "{\"n\":7,\"items\":[{\"x\":\"y\"}]}");
    assertThat(world.bodies(queue, 3))
        .containsExactlyInAnyOrder("{\"a\":1}", "{\"x\":\"y\"}", "\"7 of [{x:y}] by r\"");
  }

  @Test
  void aFifoQueueGetsItsGroup() {
    String queue =
        world.queue(
            Map.of(
                QueueAttributeName.FIFO_QUEUE,
                "true",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                "true"),
            ".fifo");
    world.rule(
        bus,
        "r",
        "shop",
        World.target("t", queue).toBuilder().sqsParameters(p -> p.messageGroupId("g")).build());
    world.put(bus, "shop", "{}");
    assertThat(
            world
                .receive(queue, 1)
                .getFirst()
                .attributes()
                .get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
        .isEqualTo("g");
  }

  @Test
  void whatAMissingQueueDoesNotTakeIsADeadLetterAtOnce() {
    String dead = world.queue();
    String nowhere = world.arn("sqs", "nowhere");
    world.rule(
        bus,
        "r",
        "shop",
        World.target("t", nowhere).toBuilder().deadLetterConfig(d -> d.arn(dead)).build());
    String id = world.put(bus, "shop", "{}");
    Message letter = world.receive(dead, 1).getFirst();
    assertThat(World.json(letter.body())).containsEntry("id", id);
    assertThat(World.attributes(letter))
        .containsEntry("RULE_ARN", world.arn("events", "rule/" + bus + "/r"))
        .containsEntry("TARGET_ARN", nowhere)
        .containsEntry("ERROR_CODE", "NO_RESOURCE")
        .containsEntry("ERROR_MESSAGE", "The specified queue does not exist.")
        .containsEntry("RETRY_ATTEMPTS", "0")
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  void whatATemplateMakesNoJsonOfIsADeadLetter() {
    String queue = world.queue();
    String dead = world.queue();
    world.rule(
        bus,
        "r",
        "shop",
        World.target("t", queue).toBuilder()
            .inputTransformer(i ->
                i.inputPathsMap(Map.of("order", "$.detail.order"))
                    .inputTemplate("{\"order\": \"<order>\"}"))
            .deadLetterConfig(d -> d.arn(dead))
            .build());
    world.put(bus, "shop", "{\"order\":{\"n\":1}}");
    Message letter = world.receive(dead, 1).getFirst();
    assertThat(World.attributes(letter)).containsEntry("ERROR_CODE", "INVALID_JSON");
    world.put(bus, "shop", "{\"order\":\"x\"}");
    assertThat(world.bodies(queue, 1)).containsExactly("{\"order\": \"x\"}");
  }

  @Test
  void aBusPassesOnToAnotherBusOnce() {
    String second = World.fresh("second");
    events.createEventBus(b -> b.name(second));
    String queue = world.queue();
    String dead = world.queue();
    world.rule(bus, "r", "shop", World.target("t", world.arn("events", "event-bus/" + second)));
    world.rule(
        second,
        "r",
        "shop",
        World.target("queue", queue),
        World.target("back", world.arn("events", "event-bus/" + bus)).toBuilder()
            .deadLetterConfig(d -> d.arn(dead))
            .build());
    String id = world.put(bus, "shop", "{\"n\":1}");
    assertThat(World.json(world.bodies(queue, 1).getFirst())).containsEntry("id", id);
    assertThat(World.attributes(world.receive(dead, 1).getFirst()))
        .containsEntry("ERROR_CODE", "THIRD_ACCOUNT_HOP_DETECTED")
        .containsEntry(
            "ERROR_MESSAGE",
            "Event ingestion rejected for event "
                + id
                + " because an event can be sent to an event bus target only once. This event was"
                + " previously delivered to an event bus target.");
  }

  @Test
  void aBusOfAnotherAccountAndRegionGetsTheEventAsItWas() {
    World other = new World(SERVER, "111122223333", Region.EU_CENTRAL_1);
    String name = World.fresh("far");
    other.events().createEventBus(b -> b.name(name));
    String queue = other.queue();
    other.rule(name, "r", "shop", World.target("t", queue));
    String far = other.arn("events", "event-bus/" + name);
    world.rule(bus, "r", "shop", world.targetByRole("t", far));
    world.put(bus, "shop", "{}");
    assertThat(World.json(other.bodies(queue, 1).getFirst()))
        .containsEntry("account", "000000000000")
        .containsEntry("region", "us-east-1");
  }

  @Test
  void aTopicPassesTheEventOnToItsSubscribers() {
    String queue = world.queue();
    String topic = world.sns().createTopic(b -> b.name(World.fresh("topic"))).topicArn();
    world
        .sns()
        .subscribe(b ->
            b.topicArn(topic)
                .protocol("sqs")
                .endpoint(queue)
                .attributes(Map.of("RawMessageDelivery", "true")));
    world.rule(bus, "r", "shop", World.target("t", topic));
    String id = world.put(bus, "shop", "{}");
    assertThat(World.json(world.bodies(queue, 1).getFirst())).containsEntry("id", id);
  }

  @Test
  void aLogGroupGetsALineForEachEvent() {
    String group = "/aws/events/" + World.fresh("group");
    world.logs("CreateLogGroup", "{\"logGroupName\":\"" + group + "\"}");
    String dead = world.queue();
    world.rule(bus, "r", "shop", World.target("t", world.arn("logs", "log-group:" + group + ":*")));
    world.rule(
        bus,
        "nowhere",
        "shop",
        World.target("t", world.arn("logs", "log-group:" + group + "/none")).toBuilder()
            .deadLetterConfig(d -> d.arn(dead))
            .build());
    String id = world.put(bus, "shop", "{\"n\":1}");
    assertThat(World.attributes(world.receive(dead, 1).getFirst()))
        .containsEntry("ERROR_CODE", "NO_RESOURCE");
    SERVER.advance(Duration.ofSeconds(1));
    Map<String, Object> found =
        World.json(world.logs("FilterLogEvents", "{\"logGroupName\":\"" + group + "\"}"));
    assertThat(String.valueOf(found.get("events")))
        .containsOnlyOnce("\"id\":\"" + id)
        .contains("\"n\":1");
  }

  @Test
  void aDisabledRuleAndADeletedTargetGetNothing() {
    String queue = world.queue();
    world.rule(bus, "off", "shop", World.target("t", queue));
    world.rule(bus, "gone", "shop", World.target("t", queue));
    events.disableRule(b -> b.name("off").eventBusName(bus));
    events.removeTargets(b -> b.rule("gone").eventBusName(bus).ids("t"));
    world.put(bus, "shop", "{}");
    assertThat(world.isEmpty(queue)).isTrue();
    events.enableRule(b -> b.name("off").eventBusName(bus));
    world.put(bus, "shop", "{}");
    assertThat(world.bodies(queue, 1)).hasSize(1);
  }

  @Test
  void aRuleThatIsChangedMatchesAnew() {
    String queue = world.queue();
    world.rule(bus, "r", "old", World.target("t", queue));
    events.putRule(b -> b.name("r").eventBusName(bus).eventPattern("{\"source\":[\"new\"]}"));
    world.put(bus, "old", "{}");
    world.put(bus, "new", "{}");
    assertThat(World.json(world.bodies(queue, 1).getFirst())).containsEntry("source", "new");
  }

  @Test
  void aScheduledRuleFiresAtItsTimes() {
    String name = World.fresh("tick");
    String queue = world.queue();
    String arn = events.putRule(b -> b.name(name).scheduleExpression("rate(5 minutes)")).ruleArn();
    events.putTargets(b -> b.rule(name).targets(World.target("t", queue)));
    SERVER.advance(Duration.ofMinutes(16));
    List<String> bodies = world.bodies(queue, 3);
    assertThat(World.json(bodies.getFirst()))
        .containsEntry("detail-type", "Scheduled Event")
        .containsEntry("source", "aws.events")
        .containsEntry("resources", List.of(arn))
        .containsEntry("detail", Map.of());
    events.disableRule(b -> b.name(name));
    SERVER.advance(Duration.ofMinutes(30));
    assertThat(world.isEmpty(queue)).isTrue();
  }

  @Test
  void ofManyRulesTheOneThatMatchesDelivers() {
    String queue = world.queue();
    for (int i = 0; i < 300; i++) {
      events.putRule(ruleOf(i));
    }
    Target target = World.target("t", queue);
    events.putTargets(b -> b.rule("r123").eventBusName(bus).targets(target));
    world.put(bus, "shop", "{\"n\":123}");
    assertThat(world.bodies(queue, 1)).hasSize(1);
  }

  private PutRuleRequest ruleOf(int i) {
    return PutRuleRequest.builder()
        .name("r" + i)
        .eventBusName(bus)
        .eventPattern("{\"source\":[\"shop\"],\"detail\":{\"n\":[" + i + "]}}")
        .build();
  }
}
