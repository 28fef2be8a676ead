package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.eventbridge.model.Names;
import java.util.Optional;
import java.util.function.Function;

/// Records of one kind in one partition, each under account, region and name, with a copy in the
/// catalog.
public final class Drawer<T> {
  /// How a kind of record is stored and named.
  ///
  /// @param kind the letter of its keys
  /// @param arn tells account and region
  public record Form<T>(
      char kind,
      Function<T, byte[]> write,
      Function<byte[], T> read,
      Function<T, Arn> arn,
      Function<T, String> name) {}

  private final EventKeys keys;
  private final Form<T> form;
  private final Shelf<T> shelf;

  Drawer(EventKeys keys, Form<T> form, Shelf<T> shelf, View view) {
    this.keys = keys;
    this.form = form;
    this.shelf = shelf;
    view.scan(
        keys.single(form.kind),
        keys.end(form.kind),
        (key, value) -> {
          announce(form.read.apply(value));
          return true;
        });
  }

  private void announce(T thing) {
    Arn arn = form.arn.apply(thing);
    shelf.put(arn.account(), arn.region(), form.name.apply(thing), thing);
  }

  /// The record of `name`, as the latest step left it.
  public Optional<T> find(String account, String region, String name, View view) {
    byte[] value = view.get(keys.named(form.kind, Names.place(account, region, name)));
    return value == null ? Optional.empty() : Optional.of(form.read.apply(value));
  }

  /// Stores `thing`, new or changed.
  public void put(T thing, Transaction transaction) {
    transaction.put(key(thing), form.write.apply(thing));
    transaction.afterCommit(() -> announce(thing));
  }

  public void delete(T thing, Transaction transaction) {
    Arn arn = form.arn.apply(thing);
    transaction.delete(key(thing));
    transaction.afterCommit(
        () -> shelf.remove(arn.account(), arn.region(), form.name.apply(thing)));
  }

  private byte[] key(T thing) {
    Arn arn = form.arn.apply(thing);
    return keys.named(form.kind, Names.place(arn.account(), arn.region(), form.name.apply(thing)));
  }
}
