package io.waybill.lambda.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.outbox.Sender;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.engine.trail.TrailBook;
import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.json.DocumentJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All resources of one partition, and its functions' asynchronous events.
public final class Resources implements Sender {
  private static final Logger log = LoggerFactory.getLogger(Resources.class);
  private static final int VERSION = 1;

  private final PartitionNumber partition;
  private final KeySpace shared;
  private final Catalog catalog;
  private final TrailBook trail;
  private final Map<String, Resource> byArn = new HashMap<>();
  private final Map<Integer, Resource> byNumber = new HashMap<>();
  private final Outbox outbox;
  private int lastNumber;

  Resources(PartitionNumber partition, LambdaProgram program, View view) {
    this.partition = partition;
    this.shared = new KeySpace(partition, LambdaKeys.PROGRAM, 0);
    this.catalog = program.catalog();
    this.trail = new TrailBook(partition);
    load(view);
    this.outbox =
        new Outbox(
            partition,
            LambdaKeys.PROGRAM,
            LambdaKeys.OUTBOX,
            program.deliverers().apply(this),
            program.underway(),
            view);
  }

  private void load(View view) {
    byte[] last = view.get(shared.first(LambdaKeys.LAST_NUMBER));
    lastNumber = last == null ? 0 : new ByteReader(last, 1).u32();
    view.scan(
        shared.first(LambdaKeys.RESOURCE),
        shared.end(LambdaKeys.RESOURCE),
        (key, value) -> {
          ByteReader in = new ByteReader(value);
          in.version(VERSION);
          String arn = KeySpace.name(key);
          Resource resource =
              new Resource(
                  Arn.parse(arn).orElseThrow(() -> new IllegalStateException("not an ARN: " + arn)),
                  in.u32(),
                  in.count(),
                  Map.of());
          remember(withRecords(resource, view));
          return true;
        });
    byArn.values().forEach(catalog::put);
  }

  private Resource withRecords(Resource bare, View view) {
    KeySpace keys = new KeySpace(partition, LambdaKeys.PROGRAM, bare.number());
    Map<Resource.Name, StructureWriter> records = new LinkedHashMap<>();
    view.scan(
        keys.firstOfAll(),
        keys.endOfAll(),
        (key, value) -> {
          Kind<?> kind = Kind.of(KeySpace.kind(key));
          ByteReader in = new ByteReader(value);
          in.version(VERSION);
          Document stored = DocumentJson.parse(in.text());
          records.put(
              new Resource.Name(kind, KeySpace.name(key)),
              (StructureWriter) kind.read(new DocumentReader(stored)));
          return true;
        });
    return new Resource(bare.arn(), bare.number(), bare.lastVersion(), records);
  }

  private void remember(Resource resource) {
    byArn.put(resource.arn().toString(), resource);
    byNumber.put(resource.number(), resource);
  }

  public Optional<Resource> find(Arn arn) {
    return Optional.ofNullable(byArn.get(arn.toString()));
  }

  /// The resource of a number, if it is still there.
  public Optional<Resource> find(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /// All of this partition.
  public Collection<Resource> all() {
    return byArn.values();
  }

  /// An empty resource with a number that no other has or had. Stored by [#put].
  public Resource fresh(Arn arn, Transaction transaction) {
    lastNumber++;
    transaction.put(
        shared.first(LambdaKeys.LAST_NUMBER),
        new ByteWriter(5).u8(VERSION).u32(lastNumber).bytes());
    return Resource.fresh(arn, lastNumber);
  }

  /// Stores a resource, new or changed: only the records that are others than before.
  public void put(Resource after, Transaction transaction) {
    Resource before = byArn.getOrDefault(after.arn().toString(), Resource.fresh(after.arn(), 0));
    KeySpace keys = new KeySpace(partition, LambdaKeys.PROGRAM, after.number());
    after
        .records()
        .forEach((name, value) -> {
          if (!after.shares(name, before)) {
            transaction.put(key(keys, name), bytes(value));
          }
        });
    before.records().keySet().stream()
        .filter(name -> !after.records().containsKey(name))
        .forEach(name -> transaction.delete(key(keys, name)));
    transaction.put(
        shared.named(LambdaKeys.RESOURCE, after.arn().toString()),
        new ByteWriter(15).u8(VERSION).u32(after.number()).count(after.lastVersion()).bytes());
    remember(after);
    transaction.afterCommit(() -> catalog.put(after));
  }

  private static byte[] key(KeySpace keys, Resource.Name name) {
    return keys.named(name.kind().letter(), name.name());
  }

  private static byte[] bytes(StructureWriter value) {
    String json = DocumentJson.text(DocumentWriter.of(value));
    return new ByteWriter(json.length() + 8).u8(VERSION).text(json).bytes();
  }

  /// Removes a resource with all its records and what waits for it.
  public void delete(Resource resource, Transaction transaction) {
    KeySpace keys = new KeySpace(partition, LambdaKeys.PROGRAM, resource.number());
    transaction.delete(shared.named(LambdaKeys.RESOURCE, resource.arn().toString()));
    transaction.deleteRange(keys.firstOfAll(), keys.endOfAll());
    byArn.remove(resource.arn().toString());
    byNumber.remove(resource.number());
    if (outbox.forget(resource.number(), transaction)) {
      log.warn("{} is deleted, and the events that waited for it are dropped", resource.arn());
    }
    transaction.afterCommit(() -> catalog.remove(resource.arn()));
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  public TrailBook trail() {
    return trail;
  }

  @Override
  public long nextDue() {
    return outbox.nextDue();
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {
    outbox.onTime(transaction, stamp);
  }

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("nothing is handed from one partition of functions to another");
  }

  @Override
  public void dropped(Throwable cause) {}
}
