package io.waybill.sqs.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.PartitionState;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.model.Md5;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.QueueName;
import io.waybill.sqs.state.Catalog;
import io.waybill.sqs.state.Delivery;
import io.waybill.sqs.state.Inventory;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Queues;
import io.waybill.sqs.state.SqsProgram;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.BatchBuilder;
import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import io.waybill.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One partition without an engine: each step is durable at once, and time stands still until a
/// test moves it.
final class Desk {
  long now = 1_760_000_000_000L;
  final List<byte[]> transfers = new ArrayList<>();
  private final MemoryStore store = new MemoryStore();
  final Catalog catalog = new Catalog();
  private final SqsProgram program =
      new SqsProgram(SqsSettings.DEFAULT, catalog, new DueWork(), arn -> new PartitionNumber(0));
  private Queues queues = load();
  private long ids;
  private long waiters;

  /// How many bytes of answers may be held before there is no room for more.
  long room = Long.MAX_VALUE;

  private long held;

  private Queues load() {
    return program.load(new PartitionNumber(0), new Direct());
  }

  /// As after a restart: memory is rebuilt from what is stored.
  void restart() {
    queues = load();
  }

  /// As when the server stops.
  void endWaiting() {
    queues.endWaiting();
  }

  static Arn arn(String name) {
    return Arn.parse("arn:aws:sqs:eu-west-1:000000000000:" + name).orElseThrow();
  }

  Queue queue(String name) {
    return queues.find(arn(name)).orElseThrow();
  }

  /// What `queue` holds, which must be sound.
  Inventory inventory(String name) {
    Inventory inventory = Inventory.of(queue(name), new Direct());
    assertThat(inventory.problems()).isEmpty();
    return inventory;
  }

  void create(String name, Map<String, String> attributes) {
    assertThat(tryCreate(name, attributes).refusal).isNull();
  }

  Told<Boolean> tryCreate(String name, Map<String, String> attributes) {
    Told<Boolean> told = new Told<>();
    QueueAttributes checked = QueueAttributes.forNew(new QueueName(name), attributes);
    run(new CreateQueue(arn(name), attributes, checked, Map.of(), told));
    return told;
  }

  /// How many keys there are, of whatever kind.
  int keys() {
    int[] count = {0};
    store.scan(
        Space.DATA,
        new byte[0],
        new byte[] {-1},
        (key, value) -> {
          count[0]++;
          return true;
        });
    return count[0];
  }

  private void run(Command<Queues> command) {
    Direct direct = new Direct();
    command.decide(queues, direct, stamp());
    direct.later.forEach(Runnable::run);
  }

  private Stamp stamp() {
    return new Stamp(now, () -> ids++);
  }

  <R> Told<R> decide(String name, Decision<R> decision) {
    Told<R> told = new Told<>();
    run(new OnQueue<>(arn(name), decision, told));
    return told;
  }

  void send(String name, String body, @Nullable String group) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String deduplication = name.endsWith(".fifo") ? body : null;
    Draft draft = new Draft(bytes, Md5.of(bytes), List.of(), null, null, group, deduplication);
    List<Sent> sent = decide(name, new SendMessages("me", "", List.of(draft))).value();
    assertThat(sent).hasSize(1).allMatch(each -> each instanceof Sent.Accepted);
  }

  List<Delivery> receive(String name, int most, int visibility) {
    return receive(name, most, visibility, null);
  }

  List<Delivery> receive(String name, int most, int visibility, @Nullable String attempt) {
    return tryReceive(name, most, visibility, attempt).value();
  }

  Told<List<Delivery>> tryReceive(String name, int most, int visibility, @Nullable String attempt) {
    Told<List<Delivery>> told = new Held<>();
    run(
        new OnQueue<>(
            arn(name),
            new ReceiveMessages(waiters++, most, visibility, 0, attempt, false, told),
            told));
    return told;
  }

  /// One message, which the caller waits for.
  Told<List<Delivery>> poll(String name, int waitSeconds) {
    Told<List<Delivery>> told = new Held<>();
    run(
        new OnQueue<>(
            arn(name),
            new ReceiveMessages(waiters++, 1, 30, waitSeconds, null, false, told),
            told));
    return told;
  }

  Optional<Refusal> delete(String name, Delivery delivery) {
    return decide(name, new DeleteMessages(List.of(delivery.receiptHandle()))).value().getFirst();
  }

  Optional<Refusal> hide(String name, Delivery delivery, int seconds) {
    return decide(
            name,
            new ChangeVisibilities(
                List.of(new ChangeVisibilities.Change(delivery.receiptHandle(), seconds))))
        .value()
        .getFirst();
  }

  /// Moves the clock and does what is due.
  void pass(long millis) {
    now += millis;
    for (int i = 0; queues.nextDue() <= now; i++) {
      assertThat(i).as("rounds of due work").isLessThan(1_000);
      queues.onTime(new Direct(), stamp());
    }
    List<byte[]> arriving = List.copyOf(transfers);
    transfers.clear();
    arriving.forEach(payload -> queues.receive(payload, new Direct(), stamp()));
  }

  static List<String> bodies(List<Delivery> got) {
    return got.stream()
        .map(each -> new String(each.message().body(), StandardCharsets.UTF_8))
        .toList();
  }

  /// Every caller has its answer.
  void allSent() {
    held = 0;
  }

  /// Remembers what it was told, and takes up room until all is sent.
  private final class Held<R> extends Told<R> {
    @Override
    public boolean hasRoom() {
      return held < room;
    }

    @Override
    public void hold(long bytes) {
      held += bytes;
    }
  }

  /// Remembers what it was told.
  static class Told<R> implements Answer<R> {
    private @Nullable R output;
    @Nullable Refusal refusal;

    R value() {
      R known = output;
      if (known == null) {
        throw new AssertionError("not answered, or refused: " + refusal);
      }
      return known;
    }

    boolean isTold() {
      return output != null || refusal != null;
    }

    @Override
    public void succeed(R result) {
      output = result;
    }

    @Override
    public void refuse(Refusal why) {
      refusal = why;
    }

    @Override
    public void fail(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /// Writes through to the store.
  private final class Direct implements Transaction {
    private final List<Runnable> later = new ArrayList<>();

    @Override
    public byte @Nullable [] get(byte[] key) {
      return store.get(Space.DATA, key);
    }

    @Override
    public void scan(byte[] from, byte[] to, Store.Visitor visitor) {
      store.scan(Space.DATA, from, to, visitor);
    }

    @Override
    public void put(byte[] key, byte[] value) {
      store.commit(new BatchBuilder().put(Space.DATA, key, value).build());
    }

    @Override
    public void delete(byte[] key) {
      store.commit(new BatchBuilder().delete(Space.DATA, key).build());
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
      store.commit(new BatchBuilder().deleteRange(Space.DATA, from, to).build());
    }

    @Override
    public void trail(byte[] key, byte[] value) {}

    @Override
    public <R> void succeed(Answer<R> answer, R value) {
      answer.succeed(value);
    }

    @Override
    public void refuse(Answer<?> answer, Refusal refusal) {
      answer.refuse(refusal);
    }

    @Override
    public void afterCommit(Runnable action) {
      later.add(action);
    }

    @Override
    public <S extends PartitionState> Consumer<Command<S>> later() {
      throw new UnsupportedOperationException("queues deliver nothing");
    }

    @Override
    public void transfer(PartitionNumber target, byte[] payload) {
      transfers.add(payload);
    }
  }
}
