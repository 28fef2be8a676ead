package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

final class RulesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String PATTERN = "{\"source\":[\"shop\"]}";

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");

  @BeforeEach
  void makeBus() {
    events.createEventBus(b -> b.name(bus));
  }

  private void rule(String name) {
    events.putRule(b -> b.name(name).eventBusName(bus).eventPattern(PATTERN));
  }

  @Test
  void aRuleIsPutDescribedDisabledAndDeleted() {
    rule("r");
    DescribeRuleResponse shown = events.describeRule(b -> b.name("r").eventBusName(bus));
    assertThat(shown.arn()).isEqualTo(world.arn("events", "rule/" + bus + "/r"));
    assertThat(shown.eventPattern()).isEqualTo(PATTERN);
    assertThat(shown.state()).isEqualTo(RuleState.ENABLED);
    assertThat(shown.createdBy()).isEqualTo("000000000000");
    events.disableRule(b -> b.name("r").eventBusName(bus));
    assertThat(events.describeRule(b -> b.name("r").eventBusName(bus)).state())
        .isEqualTo(RuleState.DISABLED);
    events.enableRule(b -> b.name("r").eventBusName(bus));
    events.deleteRule(b -> b.name("r").eventBusName(bus));
    events.deleteRule(b -> b.name("r").eventBusName(bus));
    assertThatThrownBy(() -> events.describeRule(b -> b.name("r").eventBusName(bus)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Rule r does not exist on EventBus " + bus + ".");
  }

  @Test
  void rulesAreListedByPrefixAndInPages() {
    List.of("a1", "a2", "a3", "b1").forEach(this::rule);
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListRulesResponse page =
          events.listRules(b -> b.eventBusName(bus).namePrefix("a").limit(2).nextToken(from));
      page.rules().stream().map(Rule::name).forEach(names::add);
      token = page.nextToken();
    } while (token != null);
    assertThat(names).containsExactly("a1", "a2", "a3");
  }

  @Test
  void aRuleNeedsAPatternOrASchedule() {
    assertThatThrownBy(() -> events.putRule(b -> b.name("r")))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith(
            "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    assertThatThrownBy(() -> events.putRule(b -> b.name("r").scheduleExpression("rate(1 week)")))
        .hasMessageStartingWith("Parameter ScheduleExpression is not valid.");
    assertThatThrownBy(() ->
            events.putRule(b -> b.name("r").eventBusName(bus).scheduleExpression("rate(1 minute)")))
        .hasMessageStartingWith("ScheduleExpression is supported only on the default event bus.");
    assertThatThrownBy(() -> events.putRule(b -> b.name("r").eventPattern("{\"a\":1}")))
        .isInstanceOf(InvalidEventPatternException.class)
        .hasMessageContaining("\"a\" must be an object or an array");
    assertThatThrownBy(
            () -> events.putRule(b -> b.name("r").eventBusName("nope").eventPattern(PATTERN)))
        .hasMessageStartingWith("Event bus nope does not exist.");
  }

  @Test
  void aRuleHasUpToFiveTargets() {
    rule("r");
    Target[] five = new Target[5];
    for (int i = 0; i < 5; i++) {
      five[i] = World.target("t" + i, world.arn("sqs", "q" + i));
    }
    events.putTargets(b -> b.rule("r").eventBusName(bus).targets(five));
    events.putTargets(
        b -> b.rule("r").eventBusName(bus).targets(World.target("t0", world.arn("sqs", "other"))));
    assertThatThrownBy(() ->
            events.putTargets(b ->
                b.rule("r").eventBusName(bus).targets(World.target("t5", world.arn("sqs", "q")))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("The requested resource exceeds the maximum number allowed.");
    assertThat(events.listTargetsByRule(b -> b.rule("r").eventBusName(bus)).targets())
        .extracting(Target::arn)
        .first()
        .isEqualTo(world.arn("sqs", "other"));
    assertThatThrownBy(() -> events.deleteRule(b -> b.name("r").eventBusName(bus)))
        .hasMessageStartingWith("Rule can't be deleted since it has targets.");
    RemoveTargetsResponse removed =
        events.removeTargets(b -> b.rule("r").eventBusName(bus).ids("t0", "nope"));
    assertThat(removed.failedEntryCount()).isEqualTo(1);
    assertThat(removed.failedEntries().getFirst().errorMessage())
        .isEqualTo("Rule r does not have a target with the Id nope.");
  }

  @Test
  void rulesAreFoundByTheirTarget() {
    String queue = world.arn("sqs", "shared");
    for (String name : List.of("r0", "r1", "r2")) {
      rule(name);
      events.putTargets(b -> b.rule(name).eventBusName(bus).targets(World.target("t", queue)));
    }
    rule("other");
    ListRuleNamesByTargetResponse first =
        events.listRuleNamesByTarget(b -> b.targetArn(queue).eventBusName(bus).limit(2));
    assertThat(first.ruleNames()).containsExactly("r0", "r1");
    assertThat(
            events
                .listRuleNamesByTarget(
                    b -> b.targetArn(queue).eventBusName(bus).limit(2).nextToken(first.nextToken()))
                .ruleNames())
        .containsExactly("r2");
  }

  @Test
  void rulesOfTheDefaultBusAreFoundByTheirTargetToo() {
    String queue = world.arn("sqs", World.fresh("shared"));
    String name = World.fresh("r");
    events.putRule(b -> b.name(name).eventPattern(PATTERN));
    events.putTargets(b -> b.rule(name).targets(World.target("t", queue)));
    assertThat(events.listRuleNamesByTarget(b -> b.targetArn(queue)).ruleNames())
        .containsExactly(name);
    assertThat(events.listRuleNamesByTarget(b -> b.targetArn(queue).eventBusName(bus)).ruleNames())
        .isEmpty();
    events.removeTargets(b -> b.rule(name).ids("t"));
    assertThat(events.listTargetsByRule(b -> b.rule(name)).targets()).isEmpty();
    events.deleteRule(b -> b.name(name));
    assertThat(events.listRules(b -> b.namePrefix(name)).rules()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 1 * * * *)",
        "cron(0 soon ? * MON-FRI *)",
        "cron(71 8 1 * ? *)",
        "cron(7 20 * * NOT *)",
        "cron(NONE)",
        "rate(1 minutes)",
        "rate(10 minute)",
        "rate(0 minutes)",
        "rate(-1 minutes)",
        "rate(5 seconds)",
        "rate(minute)",
        "rate(1 minute",
        "at(2026-01-01T00:00:00)",
        "every minute"
      })
  void aScheduleThatIsNoneIsRefused(String schedule) {
    assertThatThrownBy(() -> events.putRule(b -> b.name("r").scheduleExpression(schedule)))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith("Parameter ScheduleExpression is not valid.");
  }

  @Test
  void aRuleIsPutWithItsTags() {
    Tag tag = Tag.builder().key("k").value("v").build();
    String arn =
        events
            .putRule(b -> b.name("r").eventBusName(bus).eventPattern(PATTERN).tags(tag))
            .ruleArn();
    assertThat(events.listTagsForResource(b -> b.resourceARN(arn)).tags()).containsExactly(tag);
  }

  private void refused(Target target, String message) {
    assertThatThrownBy(() -> events.putTargets(b -> b.rule("r").eventBusName(bus).targets(target)))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTargetThatCannotBeDeliveredToIsRefusedWhenItIsPut() {
    rule("r");
    String queue = world.arn("sqs", "q");
    refused(
        World.target("t", "nonsense"),
        "Parameter nonsense is not valid. Reason: Provided Arn is not in correct format.");
    refused(
        World.target("t", world.arn("kinesis", "stream/s")),
        "Parameter "
            + world.arn("kinesis", "stream/s")
            + " is not valid. Reason: Targets of the service kinesis are not offered here yet");
    refused(
        World.target("t", queue).toBuilder().input("{}").inputPath("$.a").build(),
        "Only one of Input, InputPath, or InputTransformer must be provided for target t.");
    refused(
        World.target("t", queue).toBuilder().input("{").build(),
        "JSON syntax error in input for target t.");
    refused(
        World.target("t", queue).toBuilder()
            .inputTransformer(i -> i.inputTemplate("{\"a\": <b>}"))
            .build(),
        "InputTemplate for target t contains invalid placeholder b.");
    refused(
        World.target("t", queue + ".fifo"),
        "Parameter(s) SqsParameters must be specified for target: t.");
    refused(
        World.target("bad id", queue),
        "1 validation error detected: Value 'bad id' at 'targets.1.member.id' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
  }

  @Test
  void patternsAreTestedWithoutARule() {
    String event =
        "{\"id\":\"1\",\"account\":\"1\",\"source\":\"shop\",\"time\":\"2024-01-01T00:00:00Z\","
            + "\"region\":\"r\",\"detail-type\":\"d\"}";
    assertThat(events.testEventPattern(b -> b.eventPattern(PATTERN).event(event)).result())
        .isTrue();
    assertThatThrownBy(() ->
            events.testEventPattern(b -> b.eventPattern(PATTERN).event("{\"source\":\"shop\"}")))
        .hasMessageStartingWith("Parameter Event is not valid.");
  }
}
