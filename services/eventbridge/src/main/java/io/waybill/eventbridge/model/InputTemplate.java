package io.waybill.eventbridge.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.waybill.shapes.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An input transformer's template: JSON, or texts in quotes, with `<variables>` in it.
///
/// What takes a variable's place depends on where it stands. Between quotes it is text: a string as
/// it is, lists and objects as JSON without its quotes. Elsewhere it is a JSON value. What the
/// event does not have is an empty text in both places.
///
/// A template that is a JSON object or array keeps the quotes of lists and objects also between
/// quotes of its own: what comes out of it is then no JSON, and the event is not delivered.
public final class InputTemplate {
  /// What a template may tell of the event's way.
  ///
  /// @param ingestionTime when the event was put, as ISO 8601
  public record Facts(String ruleArn, String ruleName, String ingestionTime) {}

  private static final String RULE_ARN = "aws.events.rule-arn";
  private static final String RULE_NAME = "aws.events.rule-name";
  private static final String EVENT = "aws.events.event";
  private static final String EVENT_JSON = "aws.events.event.json";
  private static final String INGESTION_TIME = "aws.events.event.ingestion-time";
  private static final Set<String> RESERVED =
      Set.of(RULE_ARN, RULE_NAME, EVENT, EVENT_JSON, INGESTION_TIME);

  private static final Pattern SLOT = Pattern.compile("<([A-Za-z0-9_.\\-]+)>");
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private sealed interface Part {
    record Plain(String text) implements Part {}

    record Slot(String name, boolean quoted) implements Part {}
  }

  private final List<Part> parts;
  private final Map<String, JsonPath> variables;
  private final boolean isStructure;

  private InputTemplate(List<Part> parts, Map<String, JsonPath> variables, boolean isStructure) {
    this.parts = parts;
    this.variables = variables;
    this.isStructure = isStructure;
  }

  /// The template in `text`, or a refusal.
  ///
  /// @param target the id of the target, for the refusal
  /// @param paths the variables, each with the path to its value
  public static InputTemplate parse(String target, String text, Map<String, String> paths) {
    Map<String, JsonPath> variables = new LinkedHashMap<>();
    paths.forEach((name, path) -> variables.put(name, variable(target, name, path)));
    List<Part> parts = parts(text);
    for (Part part : parts) {
      if (part instanceof Part.Slot(String name, boolean _)
          && !variables.containsKey(name)
          && !RESERVED.contains(name)) {
        throw Refusals.invalid(
            "InputTemplate for target " + target + " contains invalid placeholder " + name + ".");
      }
    }
    String start = text.stripLeading();
    boolean isStructure = start.startsWith("{") || start.startsWith("[");
    InputTemplate template = new InputTemplate(parts, Map.copyOf(variables), isStructure);
    template.requireJson(target, text);
    return template;
  }

  private static JsonPath variable(String target, String name, String path) {
    if (name.startsWith("aws.") || name.startsWith("AWS.")) {
      throw Refusals.invalid(
          "InputPathsMap for target " + target + " contains reserved key " + name + ".");
    }
    return JsonPath.parse(path)
        .orElseThrow(() ->
            Refusals.invalid(
                "InputPathsMap for target " + target + " contains invalid path " + path + "."));
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher slots = SLOT.matcher(text);
    int from = 0;
    boolean quoted = false;
    while (slots.find()) {
      String plain = text.substring(from, slots.start());
      quoted = endsQuoted(plain, quoted);
      parts.add(new Part.Plain(plain));
      parts.add(new Part.Slot(slots.group(1), quoted));
      from = slots.end();
    }
    parts.add(new Part.Plain(text.substring(from)));
    return List.copyOf(parts);
  }

  private static boolean endsQuoted(String plain, boolean beganQuoted) {
    boolean quoted = beganQuoted;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      }
    }
    return quoted;
  }

  /// With values in its slots it must be JSON, or several JSON texts one after the other.
  private void requireJson(String target, String text) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Plain(String plain) -> filled.append(plain);
        case Part.Slot(String _, boolean quoted) -> filled.append(quoted ? "" : "0");
      }
    }
    try (JsonParser parser = JSON.createParser(filled.toString())) {
      if (parser.nextToken() == null) {
        throw invalid(target, text);
      }
      while (parser.nextToken() != null) {
        // Reading to the end is the check.
      }
    } catch (IOException notJson) {
      throw invalid(target, text);
    }
  }

  private static RuntimeException invalid(String target, String text) {
    return Refusals.invalid(
        "Invalid InputTemplate for target " + target + " : [Source: (String)\"" + text + "\"].");
  }

  /// Whether what comes out may be no JSON, for values that stand between quotes of a structure.
  public boolean mayBreak() {
    return isStructure
        && parts.stream()
            .anyMatch(each -> each instanceof Part.Slot(var _, boolean quoted) && quoted);
  }

  /// What the target gets for `event`.
  public String render(JsonValue.Obj event, Facts facts) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Plain(String plain) -> out.append(plain);
        case Part.Slot(String name, boolean quoted) -> {
          Optional<JsonValue> value = value(name, event, facts);
          out.append(quoted ? value.map(this::text).orElse("") : json(value));
        }
      }
    }
    return out.toString();
  }

  private Optional<JsonValue> value(String name, JsonValue.Obj event, Facts facts) {
    return switch (name) {
      case RULE_ARN -> Optional.of(new JsonValue.Text(facts.ruleArn));
      case RULE_NAME -> Optional.of(new JsonValue.Text(facts.ruleName));
      case INGESTION_TIME -> Optional.of(new JsonValue.Text(facts.ingestionTime));
      case EVENT -> Optional.of(withoutDetail(event));
      case EVENT_JSON -> Optional.of(event);
      default -> Optional.ofNullable(variables.get(name)).flatMap(path -> path.find(event));
    };
  }

  /// AWS (recorded): without its detail the event names its type `detailType`.
  private static JsonValue withoutDetail(JsonValue.Obj event) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    event
        .members()
        .forEach((name, value) -> {
          if (!name.equals("detail")) {
            members.put(name.equals("detail-type") ? "detailType" : name, value);
          }
        });
    return new JsonValue.Obj(members);
  }

  private static String json(Optional<JsonValue> value) {
    return value.map(JsonValue::render).orElse("\"\"");
  }

  private String text(JsonValue value) {
    String json = value.render();
    return switch (value) {
      case JsonValue.Text _ -> json.substring(1, json.length() - 1);
      case JsonValue.Obj _, JsonValue.Arr _ ->
          isStructure ? json : json.replace("\\\"", "").replace("\"", "");
      case JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> json;
    };
  }
}
