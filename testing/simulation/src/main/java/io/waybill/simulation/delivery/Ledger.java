package io.waybill.simulation.delivery;

import io.waybill.simulation.Violation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that was published, and what was seen of it at each target.
final class Ledger {
  private final Town town;
  private final Map<String, Posting> postings = new LinkedHashMap<>();
  private final Map<String, Dispatch> dispatches = new HashMap<>();

  /// What is owed and not over.
  private final Set<Dispatch> open = new LinkedHashSet<>();

  /// What may not be stored yet.
  private final Set<Dispatch> unsure = new LinkedHashSet<>();

  /// What was accepted for a group of a FIFO target and not yet passed, in order.
  private final Map<String, Deque<Dispatch>> lines = new HashMap<>();

  private boolean troubled;

  Ledger(Town town) {
    this.town = town;
  }

  void add(Posting posting) {
    postings.put(key(posting.token, posting.source), posting);
  }

  /// What was sent to `source`, but for what replays brought.
  List<Posting> sentTo(Source source) {
    return postings.values().stream()
        .filter(each -> each.source == source && !Tokens.isReplayed(each.token))
        .toList();
  }

  @Nullable Posting find(String token, Source source) {
    return postings.get(key(token, source));
  }

  private static String key(String token, Source source) {
    return token + ' ' + source.name;
  }

  /// The publisher has been told that it was accepted.
  void accepted(Posting posting) {
    posting.fate = Posting.Fate.ACCEPTED;
    posting.acceptedBefore = town.latest();
    posting.acceptedMillis = town.now();
    posting.acceptedAt = posting.isSentOn ? Long.MAX_VALUE : town.moment();
    for (Slot slot : posting.source.slots) {
      Dispatch dispatch = dispatch(posting, slot);
      if (dispatch.isOwed()) {
        open.add(dispatch);
        unsure.add(dispatch);
        if (slot.isOrdered()) {
          lines.computeIfAbsent(line(slot, posting.group), any -> new ArrayDeque<>()).add(dispatch);
        }
      }
    }
  }

  private static String line(Slot slot, String group) {
    return slot.name + ' ' + slot.source.era + ' ' + group;
  }

  private Dispatch dispatch(Posting posting, Slot slot) {
    return dispatches.computeIfAbsent(
        key(posting.token, posting.source) + ' ' + slot.name,
        any -> new Dispatch(posting, slot, town));
  }

  /// An attempt to bring `token` to `slot` begins.
  ///
  /// @param number its number on a FIFO topic; 0 elsewhere
  Dispatch begin(String token, Slot slot, boolean deadLetter, long number) {
    Posting posting = find(token, slot.source);
    if (posting == null && Tokens.isReplayed(token) && !slot.source.isTopic) {
      posting = town.replays.came(token, slot.source);
    }
    if (posting == null) {
      throw new Violation(slot + " got " + token + ", which nobody published");
    }
    Dispatch dispatch = dispatch(posting, slot);
    if (slot.isOrdered()) {
      checkOrder(dispatch, number);
    }
    unsure.add(dispatch);
    return dispatch;
  }

  private void checkOrder(Dispatch dispatch, long number) {
    Posting posting = dispatch.posting;
    Slot slot = dispatch.slot;
    // A page that is planned anew after a crash goes by the filters of then: what they refused
    // before may come late.
    boolean filtersChanged = !slot.surelyWants(posting.kind, posting.begunAt);
    if (posting.era != slot.source.era || filtersChanged) {
      return;
    }
    posting.number = number;
    long highest = slot.highest.merge(posting.group, number, Math::max);
    dispatch.require(number >= highest, "it is tried behind number " + highest);
    Deque<Dispatch> line = lines.getOrDefault(line(slot, posting.group), new ArrayDeque<>());
    while (!line.isEmpty()
        && line.getFirst().posting.number > 0
        && line.getFirst().posting.number < number) {
      Dispatch before = line.removeFirst();
      dispatch.require(
          before.isOver() || !before.isOwed(), "it is tried before " + before + " is settled");
    }
  }

  boolean isTroubled() {
    return troubled;
  }

  /// Something was learned of `dispatch` that may not be stored yet.
  void touched(Dispatch dispatch) {
    unsure.add(dispatch);
  }

  /// From now on commits may fail.
  void troubleBegins() {
    troubled = true;
  }

  /// What was not stored may be lost, and now all is well again.
  void troubleEnds() {
    unsure.forEach(Dispatch::trouble);
    town.streets.forgotten();
    troubled = false;
  }

  /// The server is at rest: what happened is stored.
  void rest() {
    if (troubled || unsure.isEmpty()) {
      return;
    }
    long latest = town.latest();
    unsure.forEach(each -> each.rest(latest));
    unsure.removeIf(each -> !each.isUnderWay() && each.posting.insideUnderWay == 0);
    open.removeIf(each -> !each.isUnderWay() && (each.isOver() || !each.isOwed()));
  }

  /// Nothing is under way anywhere: what is due must have been tried.
  void checkPunctual() {
    open.forEach(Dispatch::checkPunctual);
  }

  /// All targets had their time.
  void checkSettled() {
    for (Dispatch each : List.copyOf(open)) {
      each.require(each.isOver() || !each.isOwed(), "it is lost");
    }
  }

  /// What is owed to `slot` and not settled.
  Map<String, Integer> openBySlot() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    open.forEach(each -> counts.merge(each.slot.name, 1, Integer::sum));
    return counts;
  }
}
