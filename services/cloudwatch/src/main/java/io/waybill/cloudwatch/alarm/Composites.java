package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.StateValue;
import io.waybill.core.Arn;
import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What the states of its alarms make of a composite alarm.
///
/// @param catalog what the alarms of all partitions have committed
record Composites(AlarmCatalog catalog) {
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE dd MMMM, yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// The state that follows, and why.
  ///
  /// @param data JSON
  record Verdict(String state, String reason, String data) {}

  /// The state of a composite alarm after `change`, if it is another than now.
  Optional<Verdict> after(Alarm composite, ChildChange change) {
    Function<Arn, String> states = arn -> arn.equals(change.child()) ? change.state() : state(arn);
    Instant at = Instant.ofEpochMilli(change.millis());
    return judge(
            composite,
            states,
            next ->
                change.child()
                    + " transitioned to %s at %s".formatted(change.state(), LONG.format(at)))
        .map(verdict ->
            new Verdict(
                verdict.state,
                verdict.reason,
                data(List.of(told(change.child(), change.state(), at)))));
  }

  /// The state of a composite alarm that was put, if it is another than now.
  ///
  /// @param how `created` or `updated`
  Optional<Verdict> put(Alarm composite, String how) {
    return judge(
            composite,
            this::state,
            next ->
                "%s was %s and its alarm rule evaluates to %s"
                    .formatted(composite.arn(), how, next))
        .map(verdict -> new Verdict(verdict.state, verdict.reason, data(telling(composite))));
  }

  private Optional<Verdict> judge(
      Alarm composite, Function<Arn, String> states, Function<String, String> reason) {
    // AWS ("PutCompositeAlarm"): what depends on itself is not evaluated.
    return composite
        .rule()
        .filter(rule -> !catalog.dependsOnItself(composite))
        .map(rule -> rule.holds(composite.world(), states) ? StateValue.ALARM : StateValue.OK)
        .filter(next -> !next.equals(composite.state()))
        .map(next -> new Verdict(next, reason.apply(next), ""));
  }

  private String state(Arn alarm) {
    return catalog.find(alarm).map(Alarm::state).orElse(StateValue.INSUFFICIENT_DATA);
  }

  private List<JsonValue> telling(Alarm composite) {
    return composite.children().stream()
        .flatMap(each -> catalog.find(each).stream())
        .map(each ->
            told(
                each.arn(),
                each.state(),
                Optional.ofNullable(each.record().stateUpdatedTimestamp()).orElse(Instant.EPOCH)))
        .toList();
  }

  private static JsonValue told(Arn alarm, String value, Instant at) {
    Map<String, JsonValue> state = new LinkedHashMap<>();
    state.put("value", new JsonValue.Text(value));
    state.put("timestamp", new JsonValue.Text(Reason.time(at)));
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("arn", new JsonValue.Text(alarm.toString()));
    members.put("state", new JsonValue.Obj(state));
    return new JsonValue.Obj(members);
  }

  private static String data(List<JsonValue> triggering) {
    return new JsonValue.Obj(Map.of("triggeringAlarms", new JsonValue.Arr(triggering))).render();
  }
}
