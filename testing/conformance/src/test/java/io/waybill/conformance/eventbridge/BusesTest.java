package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Tag;

final class BusesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();

  @Test
  void theDefaultBusIsThereInEveryAccountAndRegion() {
    World other = new World(SERVER, "999988887777", Region.EU_WEST_1);
    assertThat(other.events().describeEventBus(b -> {}).arn())
        .isEqualTo("arn:aws:events:eu-west-1:999988887777:event-bus/default");
    assertThat(other.events().listEventBuses(b -> {}).eventBuses())
        .extracting(EventBus::name)
        .containsExactly("default");
  }

  @Test
  void aBusIsMadeDescribedChangedAndDeleted() {
    String name = World.fresh("bus");
    String arn = events.createEventBus(b -> b.name(name).description("one")).eventBusArn();
    assertThat(arn).isEqualTo(world.arn("events", "event-bus/" + name));
    events.updateEventBus(b -> b.name(name).description("two"));
    assertThat(events.describeEventBus(b -> b.name(name)).description()).isEqualTo("two");
    assertThat(events.describeEventBus(b -> b.name(arn)).name()).isEqualTo(name);
    assertThatThrownBy(() -> events.createEventBus(b -> b.name(name)))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessageStartingWith("Event bus " + name + " already exists.");
    events.deleteEventBus(b -> b.name(name));
    events.deleteEventBus(b -> b.name(name));
    assertThatThrownBy(() -> events.describeEventBus(b -> b.name(name)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Event bus " + name + " does not exist.");
  }

  @Test
  void whatCannotBeDeletedIsKept() {
    assertThatThrownBy(() -> events.deleteEventBus(b -> b.name("default")))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith("Cannot delete event bus default.");
    String name = World.fresh("bus");
    events.createEventBus(b -> b.name(name));
    events.putRule(b -> b.name("r").eventBusName(name).eventPattern("{\"a\":[\"b\"]}"));
    assertThatThrownBy(() -> events.deleteEventBus(b -> b.name(name)))
        .hasMessageStartingWith("Event bus can't be deleted since it has rules.");
  }

  @Test
  void busesAreListedByNameAndInPages() {
    String prefix = World.fresh("page");
    for (int i = 0; i < 5; i++) {
      String name = prefix + i;
      events.createEventBus(b -> b.name(name));
    }
    ListEventBusesResponse first = events.listEventBuses(b -> b.namePrefix(prefix).limit(3));
    assertThat(first.eventBuses())
        .extracting(EventBus::name)
        .containsExactly(prefix + 0, prefix + 1, prefix + 2);
    ListEventBusesResponse rest =
        events.listEventBuses(b -> b.namePrefix(prefix).limit(3).nextToken(first.nextToken()));
    assertThat(rest.eventBuses())
        .extracting(EventBus::name)
        .containsExactly(prefix + 3, prefix + 4);
    assertThat(rest.nextToken()).isNull();
  }

  @Test
  void permissionsAreAddedReplacedAndRemoved() {
    String name = World.fresh("bus");
    events.createEventBus(b -> b.name(name));
    events.putPermission(b ->
        b.eventBusName(name)
            .statementId("one")
            .action("events:PutEvents")
            .principal("111122223333"));
    events.putPermission(
        b -> b.eventBusName(name).statementId("two").action("events:PutEvents").principal("*"));
    assertThat(events.describeEventBus(b -> b.name(name)).policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Sid\":\"one\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                + "\"Action\":\"events:PutEvents\",\"Resource\":\""
                + world.arn("events", "event-bus/" + name)
                + "\"},{\"Sid\":\"two\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"events:PutEvents\",\"Resource\":\""
                + world.arn("events", "event-bus/" + name)
                + "\"}]}");
    assertThatThrownBy(
            () -> events.removePermission(b -> b.eventBusName(name).statementId("three")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Statement with the provided id does not exist.");
    events.removePermission(b -> b.eventBusName(name).statementId("one"));
    events.removePermission(b -> b.eventBusName(name).removeAllPermissions(true));
    assertThat(events.describeEventBus(b -> b.name(name)).policy()).isNull();
    assertThatThrownBy(() -> events.removePermission(b -> b.eventBusName(name).statementId("one")))
        .hasMessageStartingWith("EventBus does not have a policy.");
    assertThatThrownBy(() ->
            events.putPermission(b ->
                b.eventBusName("nope").statementId("s").action("events:PutEvents").principal("*")))
        .hasMessageStartingWith("Event bus nope does not exist.");
  }

  @Test
  void aStatementLetsOthersPutEventsAndNothingElse() {
    assertThatThrownBy(() ->
            events.putPermission(
                b -> b.statementId("s").action("events:PutRule").principal("111122223333")))
        .hasMessageStartingWith("Provided value in parameter 'action' is not supported.");
    assertThatThrownBy(() ->
            events.putPermission(b ->
                b.statementId("s")
                    .action("events:PutEvents")
                    .principal("*")
                    .condition(c -> c.type("StringLike").key("aws:PrincipalOrgID").value("o-1"))))
        .hasMessageStartingWith("Parameter Condition is not valid.");
  }

  @Test
  void aBusWithDeadLettersNamesAQueue() {
    String name = World.fresh("bus");
    String message = "Parameter DeadLetterConfig.Arn is not valid.";
    assertThatThrownBy(
            () -> events.createEventBus(b -> b.name(name).deadLetterConfig(d -> d.arn("nonsense"))))
        .hasMessageStartingWith(message);
    events.createEventBus(b -> b.name(name).deadLetterConfig(d -> d.arn(world.arn("sqs", "dead"))));
    assertThatThrownBy(() ->
            events.updateEventBus(
                b -> b.name(name).deadLetterConfig(d -> d.arn(world.arn("sqs", "dead.fifo")))))
        .hasMessageStartingWith(message);
    assertThat(events.describeEventBus(b -> b.name(name)).deadLetterConfig().arn())
        .isEqualTo(world.arn("sqs", "dead"));
  }

  @Test
  void busesAndRulesHaveTags() {
    String name = World.fresh("bus");
    Tag tag = Tag.builder().key("k").value("v").build();
    String bus = events.createEventBus(b -> b.name(name).tags(tag)).eventBusArn();
    String rule =
        events
            .putRule(b -> b.name("r").eventBusName(name).eventPattern("{\"a\":[\"b\"]}").tags(tag))
            .ruleArn();
    for (String arn : List.of(bus, rule)) {
      events.tagResource(b -> b.resourceARN(arn).tags(Tag.builder().key("l").value("w").build()));
      events.untagResource(b -> b.resourceARN(arn).tagKeys("k"));
      assertThat(events.listTagsForResource(b -> b.resourceARN(arn)).tags())
          .containsExactly(Tag.builder().key("l").value("w").build());
    }
    assertThatThrownBy(
            () -> events.listTagsForResource(b -> b.resourceARN(world.arn("events", "rule/nope"))))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Rule nope does not exist on EventBus default.");
  }

  @Test
  void globalEndpointsAreNotOffered() {
    assertThatThrownBy(() -> events.listEndpoints(b -> {}))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith("Global endpoints are not offered here");
  }
}
