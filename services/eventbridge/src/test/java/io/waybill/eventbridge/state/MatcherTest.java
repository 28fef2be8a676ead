package io.waybill.eventbridge.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MatcherTest {
  private static final List<String> KINDS = List.of("a", "b", "c", "d");

  private final Matcher matcher = new Matcher();

  @Test
  void aRuleThatWantsLessThanBeforeStillGetsTheRest() {
    matcher.add("r1", pattern(Set.of("b", "c")));
    matcher.add("r2", pattern(Set.of("a", "b", "c")));
    matcher.remove("r2");
    matcher.add("r2", pattern(Set.of("b", "c")));

    assertThat(matcher.matches(event("a"))).isEmpty();
    assertThat(matcher.matches(event("b"))).containsExactlyInAnyOrder("r1", "r2");
  }

  /// Long enough that what was removed goes from time to time.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverWasChangedBeforeEachEventFindsTheRulesThatWantIt(long seed) {
    Random random = new Random(seed);
    Map<String, Set<String>> wanted = new TreeMap<>();
    for (int i = 0; i < 1_000; i++) {
      String rule = "r" + random.nextInt(6);
      if (wanted.remove(rule) != null) {
        matcher.remove(rule);
      }
      if (random.nextInt(4) > 0) {
        Set<String> kinds = kinds(random);
        matcher.add(rule, pattern(kinds));
        wanted.put(rule, kinds);
      }
      for (String kind : KINDS) {
        Set<String> expected = new TreeSet<>(wanted.keySet());
        expected.removeIf(each -> !wanted.getOrDefault(each, Set.of()).contains(kind));
        assertThat(matcher.matches(event(kind)))
            .as("event %s after %s changes of seed %s", kind, i, seed)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static Set<String> kinds(Random random) {
    Set<String> kinds = new TreeSet<>();
    while (kinds.isEmpty() || random.nextBoolean()) {
      kinds.add(KINDS.get(random.nextInt(KINDS.size())));
    }
    return kinds;
  }

  private static String pattern(Set<String> kinds) {
    return "{\"detail\":{\"kind\":[\"" + String.join("\",\"", new TreeSet<>(kinds)) + "\"]}}";
  }

  private static JsonNode event(String kind) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return json.objectNode().set("detail", json.objectNode().put("kind", kind));
  }
}
