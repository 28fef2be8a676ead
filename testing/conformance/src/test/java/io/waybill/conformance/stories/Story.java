package io.waybill.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.raw.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls one after the other, each with its expected answer.
///
/// ```
/// CreateAlias {"FunctionName": "f", "Name": "live", "FunctionVersion": "1"}
/// 201 {"AliasArn": "${lambda}:function:f:live", "RevisionId": "?revision", "...": ""}
///
/// DeleteFunction {"FunctionName": "g"}
/// 404 ResourceNotFoundException {"Message": "Function not found: …", "Type": "User"}
/// ```
///
/// A call's line begins with the operation, an answer's with the status and, where it is an error,
/// the error's code; JSON may go on over several lines, which are joined by a space. `${name}` in a
/// text is what has that name, and `@-60` is the time a minute before the story began, on the
/// minute. How answers are compared says [Likeness].
public final class Story {
  private static final Pattern CALL = Pattern.compile("([A-Z][A-Za-z]+) *(\\{.*)?");
  private static final Pattern ANSWER = Pattern.compile("([0-9]{3}) *([A-Z][A-Za-z.]+)? *(\\{.*)?");
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");
  private static final Pattern TIME = Pattern.compile("@(-?[0-9]+)");

  private final Service service;
  private final Map<String, Object> names = new HashMap<>();
  private final Instant begin;

  public Story(Service service) {
    this.service = service;
    long minute = Duration.ofMinutes(1).toSeconds();
    begin = Instant.ofEpochSecond(Instant.now().getEpochSecond() / minute * minute);
  }

  /// Gives `value` a name.
  public Story with(String name, Object value) {
    names.put(name, value);
    return this;
  }

  /// What an answer gave that name.
  public String named(String name) {
    return String.valueOf(names.get(name));
  }

  /// Makes the calls and compares their answers.
  public void tell(String text) {
    List<String> parts = parts(text);
    assertThat(parts.size() % 2).as("calls and answers").isZero();
    for (int i = 0; i < parts.size(); i += 2) {
      exchange(parts.get(i), parts.get(i + 1));
    }
  }

  /// Compares JSON that came another way.
  public void compare(String got, String expected) {
    assertThat(
            new Likeness(names)
                .difference("it", filled(JsonText.read(expected)), JsonText.read(got)))
        .as(got)
        .isEmpty();
  }

  /// Calls and answers, each on one line.
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String line : text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
      if (CALL.matcher(line).matches() || ANSWER.matcher(line).matches()) {
        parts.add(line);
      } else {
        parts.add(parts.removeLast() + " " + line);
      }
    }
    return parts;
  }

  private void exchange(String call, String answer) {
    Matcher asked = matched(CALL, call);
    Matcher expected = matched(ANSWER, answer);
    Told told = service.call(asked.group(1), filled(members(asked.group(2))));
    String said = service.name() + " " + call + "\n" + told;
    assertThat(told.status()).as(said).isEqualTo(Integer.parseInt(expected.group(1)));
    assertThat(told.code()).as(said).isEqualTo(expected.group(2) == null ? "" : expected.group(2));
    assertThat(
            new Likeness(names)
                .difference("answer", filled(members(expected.group(3))), told.members()))
        .as(said)
        .isEmpty();
  }

  private static Matcher matched(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher;
  }

  private static Map<String, Object> members(@org.jspecify.annotations.Nullable String json) {
    return json == null ? Map.of() : JsonText.read(json);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> filled(Map<String, Object> members) {
    return (Map<String, Object>) filled((Object) members);
  }

  private Object filled(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, each) -> all.put(filled(name), filled(each)));
        yield all;
      }
      case List<?> list -> list.stream().map(this::filled).toList();
      case String text when TIME.matcher(text).matches() ->
          begin.plusSeconds(Long.parseLong(text.substring(1)));
      case String text ->
          NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(named(found.group(1))));
      default -> value;
    };
  }
}
