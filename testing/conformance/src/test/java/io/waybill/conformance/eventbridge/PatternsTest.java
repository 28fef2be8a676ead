package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// What patterns let through to a target, and how malformed ones and malformed events are refused.
final class PatternsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String EVENT =
      "{\"id\":\"1\",\"account\":\"1\",\"source\":\"shop\",\"time\":\"2024-01-01T00:00:00Z\","
          + "\"region\":\"r\",\"detail-type\":\"d\",\"detail\":{\"a\":\"b\"}}";

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();

  /// Demands that of `through` and `kept` just the first come to a target that asks for `pattern`
  /// in the detail.
  private void admits(String pattern, List<String> through, List<String> kept) {
    String bus = World.fresh("bus");
    events.createEventBus(b -> b.name(bus));
    String queue = world.queue();
    events.putRule(b -> b.name("r").eventBusName(bus).eventPattern("{\"detail\":" + pattern + "}"));
    Target target = World.target("t", queue).toBuilder().inputPath("$.detail").build();
    events.putTargets(b -> b.rule("r").eventBusName(bus).targets(target));
    Stream.concat(kept.stream(), through.stream())
        .forEach(detail -> world.put(bus, "shop", detail));
    assertThat(world.bodies(queue, through.size())).containsExactlyInAnyOrderElementsOf(through);
    assertThat(world.isEmpty(queue)).isTrue();
  }

  @Test
  void aNestedMemberMustHaveOneOfTheValues() {
    admits(
        "{\"order\":{\"state\":[\"new\",\"paid\"]}}",
        List.of("{\"order\":{\"state\":\"new\"}}"),
        List.of("{\"order\":{\"state\":\"sent\"}}", "{\"order\":\"new\"}", "{\"state\":\"new\"}"));
  }

  @Test
  void oneElementOfAnArrayIsEnough() {
    admits(
        "{\"tags\":[\"a\",\"b\"]}",
        List.of("{\"tags\":[\"c\",\"a\"]}", "{\"tags\":[\"b\"]}"),
        List.of("{\"tags\":[\"c\"]}", "{\"tags\":[]}"));
  }

  @Test
  void anythingButWantsAnotherValueWhereNullIsOneAndNothingIsNone() {
    admits(
        "{\"state\":[{\"anything-but\":[\"new\"]}]}",
        List.of("{\"state\":\"paid\"}", "{\"state\":null}"),
        List.of("{\"state\":\"new\"}", "{\"other\":\"paid\"}"));
  }

  @Test
  void existsAsksForTheMemberAlone() {
    admits(
        "{\"state\":[{\"exists\":true}]}",
        List.of("{\"state\":\"new\"}"),
        List.of("{\"other\":\"new\"}", "{\"state\":{\"deep\":1}}"));
    admits(
        "{\"state\":[{\"exists\":false}]}",
        List.of("{\"other\":\"new\"}"),
        List.of("{\"state\":\"new\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[\"no\", \"object\"]|Filter is not an object|2",
        "plain text|Unrecognized token 'plain': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')|6",
        "{\"a\": open end\"|Unrecognized token 'open': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')|11",
        "{'a': 'b'}|Unexpected character (''' (code 39)): was expecting double-quote to start field name|2",
        "{\"a\":\"b\"}|\"a\" must be an object or an array|7",
        "{}|Empty objects are not allowed|3",
        "{\"a\":[]}|Empty arrays are not allowed|8",
      })
  void aMalformedPatternIsToldWithThePlaceInIt(String pattern, String reason, int column) {
    String message =
        "Event pattern is not valid. Reason: "
            + reason
            + "\n at [Source: (String)\""
            + pattern
            + "\"; line: 1, column: "
            + column
            + "]";
    assertThatThrownBy(() -> events.testEventPattern(b -> b.eventPattern(pattern).event(EVENT)))
        .isInstanceOf(InvalidEventPatternException.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> events.putRule(b -> b.name("r").eventPattern(pattern)))
        .isInstanceOf(InvalidEventPatternException.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() ->
            events.createArchive(b ->
                b.archiveName("a")
                    .eventSourceArn(world.arn("events", "event-bus/default"))
                    .eventPattern(pattern)))
        .isInstanceOf(InvalidEventPatternException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain text", "[]", "1", "{}", "{\"source\":\"shop\"}"})
  void anEventThatIsNoneIsRefused(String event) {
    assertThatThrownBy(
            () -> events.testEventPattern(b -> b.eventPattern("{\"a\":[\"b\"]}").event(event)))
        .hasMessageStartingWith("Parameter Event is not valid.");
  }
}
