package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// What input transformers make of an event, as it arrives in a queue.
final class TransformersTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final Map<String, String> PATHS =
      Map.of(
          "who", "$.detail.order.customer",
          "order", "$.detail.order",
          "one", "$.detail.one",
          "many", "$.detail.many",
          "first", "$.detail.many[0]",
          "paid", "$.detail.paid",
          "nothing", "$.detail.nothing",
          "kind", "$.detail-type");

  private static final String DETAIL =
      """
      {"order":{"customer":"c-7","sku":"s-1"},"one":["LOW"],"many":["NEW","OLD"],"paid":true}\
      """;

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");

  @BeforeEach
  void makeBus() {
    events.createEventBus(b -> b.name(bus));
  }

  private String transformed(String template) {
    String queue = world.queue();
    world.rule(
        bus,
        "r",
        "shop",
        Target.builder()
            .id("t")
            .arn(queue)
            .inputTransformer(i -> i.inputPathsMap(PATHS).inputTemplate(template))
            .build());
    world.put(bus, "shop", DETAIL);
    return world.bodies(queue, 1).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "One of <one>"                           | "One of [LOW]"
          "One of <one>, more of <many>"           | "One of [LOW], more of [NEW,OLD]"
          "Paid: <paid>!"                          | "Paid: true!"
          "[{/ odd beginnings of <kind>"           | "[{/ odd beginnings of test"
          "The order <order> of users/<who>/<who>" | "The order {customer:c-7,sku:s-1} of users/c-7/c-7"
          "Here is <nothing>"                      | "Here is "
          """)
  void aTextHoldsEachValueAsText(String template, String expected) {
    assertThat(transformed(template)).isEqualTo(expected);
  }

  @Test
  void aTextMayHaveSeveralLines() {
    assertThat(transformed("\"<one> first\"\n\"<nothing> second\"\n\"<order> third\""))
        .isEqualTo("\"[LOW] first\"\n\" second\"\n\"{customer:c-7,sku:s-1} third\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"id" : <who>}                           | {"id":"c-7"}
          {"id" : "<who>"}                         | {"id":"c-7"}
          {"path": "u/<who>/v/<who>"}              | {"path":"u/c-7/v/c-7"}
          {"one": <one>, "first": <first>}         | {"one":["LOW"],"first":"NEW"}
          {"list": [<who>, "fixed"]}               | {"list":["c-7","fixed"]}
          {"a": {"b": {"c": "u/<who>"} }, "d": "<who>"} | {"a":{"b":{"c":"u/c-7"}},"d":"c-7"}
          {"body": <order>, "paid": <paid>}        | {"body":{"customer":"c-7","sku":"s-1"},"paid":true}
          {"kind": <kind>, "missing": <nothing>}   | {"kind":"test","missing":""}
          """)
  void aStructureHoldsEachValueAsJson(String template, String expected) {
    assertThat(World.json(transformed(template))).isEqualTo(World.json(expected));
  }

  @Test
  void theRuleAndTheEventAreAtHandWithoutAPath() {
    assertThat(transformed("\"<aws.events.rule-name> <aws.events.rule-arn>\""))
        .isEqualTo("\"r " + world.arn("events", "rule/" + bus + "/r") + "\"");
    Map<String, Object> both =
        World.json(
            transformed("{\"bare\": <aws.events.event>, \"full\": <aws.events.event.json>}"));
    assertThat(both.get("bare"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(
            "version", "id", "detailType", "source", "account", "time", "region", "resources");
    assertThat(both.get("full"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("detail-type", "test")
        .containsEntry("detail", World.json(DETAIL));
  }
}
