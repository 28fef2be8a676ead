package io.waybill.engine.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A consignment whose targets are being found and tried, page by page.
final class Consignment {
  /// One parcel's first try and what came of it.
  record Tried(Parcel parcel, Outcome outcome) {}

  final long number;
  final byte[] payload;
  final long acceptedMillis;

  /// Where the page after the current one begins; null where there is none.
  byte @Nullable [] next;

  boolean isStored;
  boolean cursorIsStored;

  /// What of the current page became items.
  Posted posted = Posted.of(null);

  private final AtomicInteger missing = new AtomicInteger();
  private final Queue<Tried> tried = new ConcurrentLinkedQueue<>();

  Consignment(long number, byte[] payload, long acceptedMillis) {
    this.number = number;
    this.payload = payload;
    this.acceptedMillis = acceptedMillis;
  }

  Parcel parcel(Lane lane) {
    return Parcel.fresh(lane, number, payload, acceptedMillis);
  }

  /// That many outcomes will come.
  void expect(int outcomes) {
    missing.set(outcomes);
  }

  /// Notes an outcome, on any thread. True for the last one that was expected.
  boolean note(Parcel parcel, Outcome outcome) {
    tried.add(new Tried(parcel, outcome));
    return missing.decrementAndGet() == 0;
  }

  /// Takes out the outcomes, all of which have come.
  List<Tried> outcomes() {
    List<Tried> all = new ArrayList<>(tried);
    tried.clear();
    return all;
  }
}
