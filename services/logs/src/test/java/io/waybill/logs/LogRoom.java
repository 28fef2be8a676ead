package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.core.MovableTime;
import io.waybill.core.Region;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Homes;
import io.waybill.logs.api.CreateLogGroupRequest;
import io.waybill.logs.api.CreateLogStreamRequest;
import io.waybill.logs.api.FilterLogEventsRequest;
import io.waybill.logs.api.FilteredLogEvent;
import io.waybill.logs.api.GetLogEventsRequest;
import io.waybill.logs.api.GetLogEventsResponse;
import io.waybill.logs.api.InputLogEvent;
import io.waybill.logs.api.LogsApi;
import io.waybill.logs.api.PutLogEventsRequest;
import io.waybill.logs.api.PutLogEventsResponse;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.json.DocumentJson;
import io.waybill.store.BatchBuilder;
import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import io.waybill.testkit.OneThread;
import io.waybill.testkit.Told;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// CloudWatch Logs over a store in memory, with one group `g`. A second one over the same store is
/// a restart.
final class LogRoom {
  private static final Caller CALLER =
      new Caller(
          new AccountId("000000000000"),
          new Region("us-east-1"),
          "arn:aws:iam::000000000000:root",
          "request",
          "http://localhost:4566");

  private static final byte[] ONE_PLACE = {1};

  /// Functions and CloudWatch, as far as they are called.
  final Calls calls;

  private final MemoryStore store;
  private final MovableTime time;
  private final OneThread thread;
  private final Gateway gateway;

  LogRoom() {
    this(new MemoryStore(), new MovableTime(() -> 1_800_000_000_000L));
    time.stop();
    call(LogsApi.CREATE_LOG_GROUP, new CreateLogGroupRequest("g", null, null, null));
  }

  private LogRoom(MemoryStore store, MovableTime time) {
    this(store, time, new Calls());
  }

  private LogRoom(MemoryStore store, MovableTime time, Calls calls) {
    this.calls = calls;
    this.store = store;
    this.time = time;
    this.thread = new OneThread(store, time);
    Logs logs = new Logs(calls, new Underway(), time, Runnable::run);
    Engine engine =
        new Engine(
            new Homes(2),
            List.of(logs.program()),
            store,
            thread.journal(),
            time,
            new Random(7)::nextLong,
            thread.timers());
    Gateway.Builder operations = new Gateway.Builder();
    logs.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    engine.open();
    settle();
  }

  LogRoom restarted() {
    return new LogRoom(store, time, calls);
  }

  /// What other services are asked: remembered, and refused while `closed`.
  static final class Calls implements ServiceCalls {
    final List<String> inputs = new ArrayList<>();
    boolean closed;
    ErrorShape refusal = CommonErrors.INTERNAL_FAILURE;

    @Override
    public void call(
        String operation, Caller caller, Document input, Answer<? super Document.Struct> then) {
      if (closed) {
        then.refuse(refusal.because("closed"));
        return;
      }
      inputs.add(operation + " " + DocumentJson.text(input));
      then.succeed(new Document.Struct(Map.of()));
    }
  }

  /// Puts one event for each message, all of now.
  void say(String stream, String... messages) {
    List<InputLogEvent> events =
        Arrays.stream(messages).map(message -> new InputLogEvent(now(), message)).toList();
    PutLogEventsResponse taken =
        call(LogsApi.PUT_LOG_EVENTS, new PutLogEventsRequest("g", stream, events, null));
    assertThat(taken.rejectedLogEventsInfo()).isNull();
  }

  long now() {
    return time.millis();
  }

  /// Moves the clock, doing on the way what falls due.
  void advance(Duration forward) {
    thread.advance(forward);
  }

  /// How many events are stored, whether or not they are kept.
  int stored() {
    return records('e', 24);
  }

  /// How many records say where the events of streams stand.
  int places() {
    return records('i', 32);
  }

  private int records(char kind, int keyBytes) {
    int[] count = {0};
    store.scan(
        Space.DATA,
        new byte[] {0},
        new byte[] {(byte) 0xff},
        (key, value) -> {
          count[0] += key.length == keyBytes && key[7] == kind ? 1 : 0;
          return true;
        });
    return count[0];
  }

  void stream(String name) {
    call(LogsApi.CREATE_LOG_STREAM, new CreateLogStreamRequest("g", name));
  }

  /// Puts one event at each of the times, its message the number of its place.
  PutLogEventsResponse put(String stream, Long... times) {
    List<InputLogEvent> events =
        Arrays.stream(times).map(at -> new InputLogEvent(at, "at " + (at - now()))).toList();
    return call(LogsApi.PUT_LOG_EVENTS, new PutLogEventsRequest("g", stream, events, null));
  }

  GetLogEventsResponse get(
      String stream, @Nullable Integer limit, @Nullable String token, boolean fromHead) {
    return call(
        LogsApi.GET_LOG_EVENTS,
        new GetLogEventsRequest("g", null, stream, null, null, token, limit, fromHead, null));
  }

  static List<String> messages(GetLogEventsResponse page) {
    return page.events() == null
        ? List.of()
        : page.events().stream().map(each -> String.valueOf(each.message())).toList();
  }

  List<String> all() {
    return found(List.of(), null);
  }

  /// What a search in these streams finds.
  List<String> found(String... streams) {
    return found(List.of(streams), null);
  }

  List<String> foundByPrefix(String prefix) {
    return found(List.of(), prefix);
  }

  private List<String> found(List<String> streams, @Nullable String prefix) {
    FilterLogEventsRequest input =
        new FilterLogEventsRequest(
            "g",
            null,
            streams.isEmpty() ? null : streams,
            prefix,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    List<FilteredLogEvent> events = call(LogsApi.FILTER_LOG_EVENTS, input).events();
    return events == null
        ? List.of()
        : events.stream().map(each -> String.valueOf(each.message())).toList();
  }

  /// Makes the store what it was when each event had a place of its own: the streams' records of
  /// the second version.
  void scatterPlaces() {
    BatchBuilder old = new BatchBuilder();
    store.scan(
        Space.DATA,
        new byte[] {0},
        new byte[] {(byte) 0xff},
        (key, value) -> {
          if (key.length == 32 && key[7] == 'i') {
            old.put(Space.DATA, key, ONE_PLACE);
          } else if (key.length > 8 && key[7] == 's') {
            byte[] second = value.clone();
            second[0] = 2;
            old.put(Space.DATA, key, second);
          } else if (key.length == 24 && key[7] == 'e') {
            ByteBuffer position = ByteBuffer.wrap(key, 8, 16);
            long millis = position.getLong();
            ByteBuffer place = ByteBuffer.allocate(32).put(key, 0, 7).put((byte) 'i');
            place.putInt((int) Duration.ofMillis(millis).toDays());
            place.putInt(ByteBuffer.wrap(value).getInt(1)); // the stream, behind the version
            place.putLong(millis).putLong(position.getLong());
            old.put(Space.DATA, place.array(), ONE_PLACE);
          }
          return true;
        });
    store.commit(old.build());
  }

  /// Makes the store what it was before streams had places: their records one byte shorter, of the
  /// first version.
  void forgetPlaces() {
    BatchBuilder old = new BatchBuilder();
    store.scan(
        Space.DATA,
        new byte[] {0},
        new byte[] {(byte) 0xff},
        (key, value) -> {
          if (key.length > 8 && key[7] == 'i') {
            old.delete(Space.DATA, key);
          } else if (key.length > 8 && key[7] == 's') {
            byte[] first = Arrays.copyOf(value, value.length - 1);
            first[0] = 1;
            old.put(Space.DATA, key, first);
          }
          return true;
        });
    store.commit(old.build());
  }

  <I, O> O call(OperationShape<I, O> shape, I input) {
    Told<O> told = new Told<>();
    gateway.call(shape, CALLER, input, told);
    settle();
    return told.output();
  }

  private void settle() {
    thread.settle();
  }
}
