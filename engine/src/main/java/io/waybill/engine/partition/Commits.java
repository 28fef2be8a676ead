package io.waybill.engine.partition;

import io.waybill.engine.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes durable what the steps of one partition wrote, and tells who waits for it.
///
/// When no commit is under way the open layer is sealed and handed to the journal; all that arrives
/// meanwhile shares the next. Everything here runs in the partition's mailbox.
final class Commits {
  private static final Logger log = LoggerFactory.getLogger(Commits.class);

  private final PartitionNumber number;
  private final Overlay overlay;
  private final TimeMark mark;
  private final Journal journal;
  private final Mailbox mailbox;
  private final Consumer<Throwable> lost;
  private final List<Runnable> deferred = new ArrayList<>();
  private boolean announced;

  /// @param lost forgets the memory that was built on a commit that failed
  Commits(
      PartitionNumber number,
      Overlay overlay,
      TimeMark mark,
      Journal journal,
      Mailbox mailbox,
      Consumer<Throwable> lost) {
    this.number = number;
    this.overlay = overlay;
    this.mark = mark;
    this.journal = journal;
    this.mailbox = mailbox;
    this.lost = lost;
  }

  boolean underWay() {
    return overlay.isCommitting();
  }

  /// Runs `work` in the mailbox when the commit that is under way has ended, well or not.
  void defer(Runnable work) {
    deferred.add(work);
  }

  /// Runs `action` when all that was written so far is durable or lost.
  void whenQuiet(Runnable action) {
    if (underWay() || !overlay.open().isEmpty()) {
      overlay.open().outcomes.add(new Outcome.Quiet(action));
    } else {
      action.run();
    }
  }

  /// Commits the open layer, unless a commit is under way, which the next follows by itself.
  void begin() {
    if (underWay() || announced || overlay.open().isEmpty()) {
      return;
    }
    if (overlay.open().writesNothing()) {
      Layer layer = overlay.seal();
      overlay.committed();
      release(layer);
    } else {
      announced = true;
      journal.announce(() -> mailbox.add(this::append));
    }
  }

  /// The journal is ready: hands it all that has come together since the announcement.
  private void append() {
    announced = false;
    if (underWay() || overlay.open().writesNothing()) {
      return;
    }
    mark.note(overlay.open());
    Layer layer = overlay.seal();
    try {
      journal.append(number, layer.batch(), new Completion(layer));
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: a commit could not begin", number.value(), bug);
      lost(layer, bug);
    }
  }

  private final class Completion implements Journal.Completion {
    private final Layer layer;

    Completion(Layer layer) {
      this.layer = layer;
    }

    @Override
    public void durable() {
      mailbox.add(() -> settled(layer));
    }

    @Override
    public void failed(Throwable cause) {
      mailbox.add(() -> lost(layer, cause));
    }
  }

  private void settled(Layer layer) {
    overlay.committed();
    release(layer);
    runDeferred();
  }

  private void lost(Layer layer, Throwable cause) {
    overlay.committed();
    fail(layer, cause);
    lost.accept(cause);
    runDeferred();
  }

  /// Gives up the open layer; what is on its way to the disk stays.
  void forgetOpen(Throwable cause) {
    Layer layer = overlay.open();
    overlay.reopen();
    fail(layer, cause);
  }

  private void runDeferred() {
    List<Runnable> work = List.copyOf(deferred);
    deferred.clear();
    work.forEach(mailbox::add);
  }

  private void fail(Layer layer, Throwable cause) {
    layer.outcomes.forEach(outcome -> tell(() -> outcome.fail(cause)));
  }

  /// Later work goes first: who has its answer finds what it caused, such as its new queue in the
  /// catalog.
  private void release(Layer layer) {
    layer.afterwards.forEach(this::tell);
    Map<Executor, List<Outcome>> together = new LinkedHashMap<>();
    for (Outcome outcome : layer.outcomes) {
      together.computeIfAbsent(outcome.executor(), any -> new ArrayList<>()).add(outcome);
    }
    together.forEach((executor, outcomes) ->
        tell(() -> executor.execute(() -> outcomes.forEach(each -> tell(each::release)))));
  }

  /// Runs what belongs to others; that one of them fails must not keep the rest from being told.
  void tell(Runnable other) {
    try {
      other.run();
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: an answer could not be given", number.value(), bug);
    }
  }
}
