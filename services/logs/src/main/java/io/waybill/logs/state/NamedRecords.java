package io.waybill.logs.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.StructureWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Records of one kind, AWS's own, of the accounts and regions whose home is one partition: few,
/// and each under a name.
public final class NamedRecords<T extends StructureWriter> {
  private final KeySpace shared;
  private final char kind;
  private final TreeMap<String, T> byPlace = new TreeMap<>();

  NamedRecords(KeySpace shared, char kind, Function<DocumentReader, T> read, View view) {
    this.shared = shared;
    this.kind = kind;
    view.scan(
        shared.first(kind),
        shared.end(kind),
        (key, value) -> {
          byPlace.put(KeySpace.name(key), read.apply(StoredJson.reader(value)));
          return true;
        });
  }

  /// Those of `world`, an account and a region, by name.
  public List<T> of(String world) {
    return new ArrayList<>(byPlace.subMap(world + '/', world + '0').values());
  }

  /// The one of that name, if it is there.
  public Optional<T> find(String world, String name) {
    return Optional.ofNullable(byPlace.get(world + '/' + name));
  }

  /// Stores `value`, new or changed, under its `name`.
  public void put(String world, String name, T value, Transaction transaction) {
    String place = world + '/' + name;
    byPlace.put(place, value);
    transaction.put(shared.named(kind, place), StoredJson.bytes(value));
  }

  /// Removes a record. False where there is none of that name.
  public boolean remove(String world, String name, Transaction transaction) {
    String place = world + '/' + name;
    transaction.delete(shared.named(kind, place));
    return byPlace.remove(place) != null;
  }
}
