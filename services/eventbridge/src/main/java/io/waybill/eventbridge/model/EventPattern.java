package io.waybill.eventbridge.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/// An event pattern that Ruler, AWS's own matcher, can be given: checked, and not too dear.
///
/// What it may cost is bounded here, because one machine serves all rules of a bus: a pattern of a
/// few hundred characters can stand for millions of combinations.
public final class EventPattern {
  /// AWS (user guide): a pattern may have 1,000 combinations of `$or`.
  private static final long COMBINATIONS_MAX = 1_000;

  /// How many wildcard prefixes one text may be in the middle of. AWS tells no number, but refuses
  /// four alternatives of the form `*/word/*.end` and takes two.
  private static final int COMPLEXITY_MAX = 10;

  private static final JsonFactory JSON = new JsonFactory();
  private static final String OR = "$or";
  private static final Pattern UNKNOWN_WORD =
      Pattern.compile("(?s)(Unrecognized token '([^']+)'.*; line: \\d+, column: )(\\d+)(\\].*)");

  private EventPattern() {}

  /// `pattern`, or a refusal.
  public static String checked(String pattern) {
    if (combinations(pattern) > COMBINATIONS_MAX) {
      throw invalid("Rule is too complex - try using fewer OR conditions");
    }
    String fault = JsonRuleCompiler.check(pattern);
    if (fault != null) {
      throw invalid(inAwsWords(fault));
    }
    if (json(pattern).filter(EventPattern::hasEmptyArray).isPresent()) {
      throw invalid("Empty arrays are not allowed");
    }
    GenericMachine<String> machine = compiled(pattern);
    if (pattern.contains("wildcard") && complexity(machine) > COMPLEXITY_MAX) {
      throw invalid(
          "Rule is too complex - try using fewer wildcard characters or fewer repeating character"
              + " sequences after a wildcard character");
    }
    return pattern;
  }

  /// Whether `event` matches `pattern`.
  public static boolean matches(String pattern, String event) {
    GenericMachine<String> machine = GenericMachine.<String>builder().build();
    try {
      machine.addRule("", pattern);
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) { // Ruler declares no narrower one
      throw Refusals.invalidParameter("Event");
    }
  }

  /// Where Jackson says that a word is unknown, the one that AWS uses tells the place behind it,
  /// and ours the place before it.
  private static String inAwsWords(String fault) {
    Matcher parts = UNKNOWN_WORD.matcher(fault);
    if (!parts.matches()) {
      return fault;
    }
    int behind = Integer.parseInt(parts.group(3)) + parts.group(2).length();
    return parts.group(1) + behind + parts.group(4);
  }

  /// `pattern` in a machine of its own: what Ruler takes for a pattern and can't compile must not
  /// get into the one that all rules of a bus share.
  private static GenericMachine<String> compiled(String pattern) {
    GenericMachine<String> machine = GenericMachine.<String>builder().build();
    try {
      machine.addRule("", pattern);
      return machine;
    } catch (IOException | RuntimeException e) {
      throw invalid("Rule can't be compiled");
    }
  }

  private static int complexity(GenericMachine<String> machine) {
    return machine.evaluateComplexity(new MachineComplexityEvaluator(COMPLEXITY_MAX + 1));
  }

  /// What Ruler reads of `pattern`: its first value, whatever stands behind it. Empty where that is
  /// no JSON.
  static Optional<JsonValue> json(String pattern) {
    try (JsonParser parser = JSON.createParser(pattern)) {
      parser.nextToken();
      parser.skipChildren();
      int end = (int) parser.currentLocation().getCharOffset();
      return JsonValue.parse(pattern.substring(0, end));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /// Ruler's check lets them pass inside `anything-but`, and its compiler breaks.
  private static boolean hasEmptyArray(JsonValue value) {
    return switch (value) {
      case JsonValue.Arr(List<JsonValue> items) ->
          items.isEmpty() || items.stream().anyMatch(EventPattern::hasEmptyArray);
      case JsonValue.Obj(Map<String, JsonValue> members) ->
          members.values().stream().anyMatch(EventPattern::hasEmptyArray);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> false;
    };
  }

  private static long combinations(String pattern) {
    return json(pattern).map(EventPattern::combinations).orElse(1L);
  }

  /// How many patterns without `$or` this one stands for, or a number above the limit.
  private static long combinations(JsonValue value) {
    if (!(value instanceof JsonValue.Obj(Map<String, JsonValue> members))) {
      return 1;
    }
    long product = 1;
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      long factor =
          member.getKey().equals(OR)
                  && member.getValue() instanceof JsonValue.Arr(List<JsonValue> alternatives)
              ? alternatives.stream().mapToLong(EventPattern::combinations).sum()
              : combinations(member.getValue());
      product = Math.min(product * Math.max(1, factor), COMBINATIONS_MAX * COMBINATIONS_MAX);
    }
    return product;
  }

  private static Refusal invalid(String reason) {
    return EventBridgeErrors.INVALID_EVENT_PATTERN_EXCEPTION.because(
        "Event pattern is not valid. Reason: " + reason);
  }
}
