package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.HistoryItemType;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.json.DocumentJson;
import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// All alarms of one partition: an alarm lives where its ARN says, its metric where that lives.
public final class Alarms {
  /// The first knew no rules.
  private static final int VERSION = 2;

  private static final long HOUR_MILLIS = 3_600_000;

  private final AlarmKeys keys;
  private final AlarmCatalog catalog;
  private final AlarmHistory history;
  private final AlarmClock clock = new AlarmClock();
  private final TreeMap<String, Alarm> byArn = new TreeMap<>();
  private final Outbox outbox;
  private final AlarmHomes homes;
  private final Composites composites;
  private long nextSweep;

  public Alarms(PartitionNumber partition, AlarmProgram program, View view) {
    this.keys = new AlarmKeys(partition);
    this.catalog = program.catalog();
    this.history = new AlarmHistory(partition);
    this.homes = program.homes();
    this.composites = new Composites(catalog);
    this.outbox =
        new Outbox(
            partition,
            AlarmKeys.PROGRAM,
            AlarmKeys.OUTBOX,
            new AlarmCourier(program.calls(), this),
            program.underway(),
            view);
    view.scan(
        keys.firstAlarm(),
        keys.endOfAlarms(),
        (key, value) -> {
          Alarm alarm = read(AlarmKeys.arn(key), value);
          byArn.put(alarm.arn().toString(), alarm);
          catalog.put(alarm);
          return true;
        });
    clock.follow(onMetrics(), 0);
  }

  private static Alarm read(String arn, byte[] value) {
    ByteReader in = new ByteReader(value);
    int version = in.version(VERSION);
    MetricAlarm record = MetricAlarm.read(new DocumentReader(DocumentJson.parse(in.text())));
    Map<String, String> tags = new TreeMap<>();
    for (int left = in.smallCount(); left > 0; left--) {
      String key = in.text();
      tags.put(key, in.text());
    }
    return new Alarm(
        Arn.parse(arn).orElseThrow(() -> new IllegalStateException("not an ARN: " + arn)),
        record,
        tags,
        version == 1 ? Optional.empty() : AlarmRule.parse(in.text()));
  }

  private void store(Alarm alarm, Transaction transaction) {
    String arn = alarm.arn().toString();
    Document.Struct document = DocumentWriter.of(alarm.record());
    String json = DocumentJson.text(document);
    ByteWriter out = new ByteWriter(json.length() + 64).u8(VERSION).text(json);
    out.count(alarm.tags().size());
    alarm.tags().forEach((key, value) -> out.text(key).text(value));
    out.text(alarm.rule().map(AlarmRule::text).orElse(""));
    byArn.put(arn, alarm);
    transaction.put(keys.alarm(arn), out.bytes());
    transaction.afterCommit(() -> catalog.put(alarm));
  }

  private List<Alarm> onMetrics() {
    return byArn.values().stream().filter(each -> !each.isComposite()).toList();
  }

  public Optional<Alarm> find(Arn arn) {
    return Optional.ofNullable(byArn.get(arn.toString()));
  }

  AlarmHistory history() {
    return history;
  }

  /// Whom the alarms tell, and what is on its way.
  public Outbox outbox() {
    return outbox;
  }

  /// Takes `alarm`, new or changed; refuses a name that one of the other kind has. AWS: a changed
  /// one keeps its state and its tags.
  public void put(Alarm alarm, Transaction transaction, Stamp stamp) {
    Optional<Alarm> before = find(alarm.arn());
    if (before.filter(its -> its.isComposite() != alarm.isComposite()).isPresent()) {
      throw Refusals.validation("An alarm of another type has this name already: " + alarm.name());
    }
    Alarm after = before.map(alarm::stateOf).orElse(alarm);
    store(after, transaction);
    if (!after.isComposite()) {
      clock.follow(List.of(after), stamp.millis());
    }
    String what = before.isPresent() ? "updated" : "created";
    history.write(
        after,
        HistoryItemType.CONFIGURATION_UPDATE,
        "Alarm \"" + after.name() + "\" " + what,
        data(Map.of("type", before.isPresent() ? "Update" : "Create")),
        transaction,
        stamp);
    consider(after, what, transaction, stamp);
  }

  /// Has a composite alarm that was put take the state that its rule asks for.
  ///
  /// @param how `created` or `updated`
  public void consider(Alarm alarm, String how, Transaction transaction, Stamp stamp) {
    composites
        .put(alarm, how)
        .ifPresent(verdict ->
            set(alarm, verdict.state(), verdict.reason(), verdict.data(), transaction, stamp));
  }

  /// Hears that an alarm which a composite alarm's rule names has changed its state.
  public void heard(byte[] payload, Transaction transaction, Stamp stamp) {
    ChildChange change = ChildChange.read(payload);
    find(change.parent())
        .ifPresent(alarm ->
            composites
                .after(alarm, change)
                .ifPresent(verdict ->
                    set(
                        alarm,
                        verdict.state(),
                        verdict.reason(),
                        verdict.data(),
                        transaction,
                        stamp)));
  }

  /// Stores an alarm whose tags or actions are others than before.
  public void change(Alarm alarm, Transaction transaction) {
    store(alarm, transaction);
  }

  public void remove(Alarm alarm, Transaction transaction, Stamp stamp) {
    byArn.remove(alarm.arn().toString());
    transaction.delete(keys.alarm(alarm.arn().toString()));
    transaction.afterCommit(() -> catalog.remove(alarm));
    history.write(
        alarm,
        HistoryItemType.CONFIGURATION_UPDATE,
        "Alarm \"" + alarm.name() + "\" deleted",
        data(Map.of("type", "Delete")),
        transaction,
        stamp);
  }

  /// What happened to alarms here.
  public List<AlarmHistory.Entry> happened(
      long fromMillis, long toMillis, Predicate<AlarmHistory.Entry> wanted, View view) {
    return history.read(fromMillis, toMillis, wanted, view);
  }

  /// Puts an alarm into a state; whom it tells of that is told if the state is another than before.
  ///
  /// @param data JSON; empty for none
  public void set(
      Alarm before,
      String state,
      String reason,
      String data,
      Transaction transaction,
      Stamp stamp) {
    Instant now = Instant.ofEpochMilli(stamp.millis());
    Alarm after = before.in(state, reason, data.isEmpty() ? null : data, now);
    store(after, transaction);
    if (state.equals(before.state())) {
      return;
    }
    history.write(
        after,
        HistoryItemType.STATE_UPDATE,
        "Alarm updated from " + before.state() + " to " + state,
        stateData(before, after),
        transaction,
        stamp);
    for (Arn parent : catalog.parents(after.arn())) {
      ChildChange change = new ChildChange(parent, after.arn(), state, stamp.millis());
      homes.of(parent).ifPresent(home -> transaction.transfer(home, change.bytes()));
    }
    for (String action : after.actions(state)) {
      Arn.parse(action)
          .filter(AlarmCourier::reaches)
          .ifPresent(target -> tell(before, after, target, transaction, stamp));
    }
    // AWS: the default bus hears of every change, whether or not the alarm's actions are on.
    tell(
        before,
        after,
        Arn.of("events", after.world().region(), after.world().account(), "event-bus/default"),
        transaction,
        stamp);
  }

  private void tell(Alarm before, Alarm after, Arn target, Transaction transaction, Stamp stamp) {
    outbox.accept(Notice.of(before, after, target, stamp.millis()).bytes(), transaction, stamp);
  }

  private static String stateData(Alarm before, Alarm after) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("version", new JsonValue.Text("1.0"));
    members.put("oldState", state(before));
    members.put("newState", state(after));
    return new JsonValue.Obj(members).render();
  }

  private static JsonValue state(Alarm alarm) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("stateValue", new JsonValue.Text(alarm.state()));
    members.put("stateReason", new JsonValue.Text(String.valueOf(alarm.record().stateReason())));
    if (alarm.record().stateReasonData() != null) {
      JsonValue.parse(alarm.record().stateReasonData())
          .ifPresent(data -> members.put("stateReasonData", data));
    }
    return new JsonValue.Obj(members);
  }

  static String data(Map<String, String> members) {
    Map<String, JsonValue> texts = new LinkedHashMap<>();
    texts.put("version", new JsonValue.Text("1.0"));
    members.forEach((name, value) -> texts.put(name, new JsonValue.Text(value)));
    return new JsonValue.Obj(texts).render();
  }

  public long nextDue() {
    return Math.min(clock.nextDue(), outbox.nextDue());
  }

  /// The alarms whose time it is. Call [#onTime] in the same step.
  public List<Alarm> due(long nowMillis) {
    return new ArrayList<>(clock.take(onMetrics(), nowMillis));
  }

  /// Sends on what waits, and forgets what is too old.
  public void onTime(Transaction transaction, Stamp stamp) {
    outbox.onTime(transaction, stamp);
    if (nextSweep <= stamp.millis() && !byArn.isEmpty()) {
      history.sweep(stamp.millis(), transaction);
      nextSweep = stamp.millis() + HOUR_MILLIS;
    }
  }
}
