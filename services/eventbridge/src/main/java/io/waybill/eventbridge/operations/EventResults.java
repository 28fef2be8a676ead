package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Collects what becomes of the entries of a call, and tells it when all is known. Safe for many
/// threads.
final class EventResults {
  /// What became of one entry.
  record Result(Optional<UUID> id, Optional<Drafts.Fault> fault) {}

  private final List<Optional<Result>> results;
  private final Consumer<List<Result>> then;
  private int open;
  private boolean told;

  EventResults(int size, Consumer<List<Result>> then) {
    this.results = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      results.add(Optional.empty());
    }
    this.then = then;
    this.open = size;
  }

  void accept(int place, UUID id) {
    set(place, new Result(Optional.of(id), Optional.empty()));
  }

  void fail(int place, Drafts.Fault fault) {
    set(place, new Result(Optional.empty(), Optional.of(fault)));
  }

  private synchronized void set(int place, Result result) {
    results.set(place, Optional.of(result));
    open--;
  }

  /// How many failed.
  static int failed(List<Result> results) {
    return (int) results.stream().filter(each -> each.fault.isPresent()).count();
  }

  void tellIfComplete() {
    List<Result> all;
    synchronized (this) {
      if (open > 0 || told) {
        return;
      }
      told = true;
      all = results.stream().flatMap(Optional::stream).toList();
    }
    then.accept(all);
  }

  /// Where the ids of the entries at `places` go.
  Answer<List<UUID>> of(List<Integer> places) {
    return new Answer<>() {
      @Override
      public void succeed(List<UUID> ids) {
        for (int i = 0; i < ids.size(); i++) {
          accept(places.get(i), ids.get(i));
        }
        tellIfComplete();
      }

      @Override
      public void refuse(Refusal refusal) {
        failAll(new Drafts.Fault(refusal.shape().name(), refusal.text()));
      }

      @Override
      public void fail(Throwable cause) {
        failAll(new Drafts.Fault("InternalFailure", "The event could not be stored."));
      }

      private void failAll(Drafts.Fault fault) {
        places.forEach(place -> EventResults.this.fail(place, fault));
        tellIfComplete();
      }
    };
  }
}
