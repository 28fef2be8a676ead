package io.waybill.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the server has told its clients, kept outside of it. Safe for many threads.
///
/// A token names a message: `queue/group/number`, numbers rising in a group.
final class Ledger {
  /// What is known of one message.
  private static final class Entry {
    boolean acknowledged;
    boolean deleteTried;
    boolean deleted;
    String messageId = "";
    int received;
    long receivedAtNanos;
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private long acknowledged;
  private long deleted;

  synchronized void sending(String token) {
    entries.computeIfAbsent(token, any -> new Entry());
  }

  synchronized void sent(String token, String messageId) {
    Entry entry = entry(token);
    if (!entry.acknowledged) {
      acknowledged++;
    }
    entry.acknowledged = true;
    checkId(token, entry, messageId);
    notifyAll();
  }

  /// A message was received by a call that began at `beganNanos`, in one answer with the `earlier`
  /// ones.
  synchronized void received(
      String token, String messageId, int count, long beganNanos, Set<String> earlier) {
    Entry entry = entries.get(token);
    if (entry == null) {
      violations.add(token + " was never sent");
      return;
    }
    if (entry.deleted) {
      violations.add(token + " came back after it was deleted");
    }
    if (count <= entry.received && entry.receivedAtNanos < beganNanos) {
      violations.add(token + " was received " + entry.received + " times, then " + count);
    }
    entry.received = Math.max(entry.received, count);
    entry.receivedAtNanos = System.nanoTime();
    if (token.startsWith("ordered/")) {
      checkId(token, entry, messageId);
      checkOrder(token, earlier);
    }
  }

  /// Of a FIFO group all before must at least have been asked to be deleted.
  private void checkOrder(String token, Set<String> earlier) {
    int slash = token.lastIndexOf('/');
    long number = Long.parseLong(token.substring(slash + 1));
    String previous = token.substring(0, slash + 1) + (number - 1);
    Entry before = entries.get(previous);
    boolean gone = before != null && before.deleteTried;
    if (number > 0 && !gone && !earlier.contains(previous)) {
      violations.add(token + " came before the one ahead of it was gone");
    }
  }

  private void checkId(String token, Entry entry, String messageId) {
    if (!entry.messageId.isEmpty() && !entry.messageId.equals(messageId)) {
      violations.add(token + " is there twice: " + entry.messageId + " and " + messageId);
    }
    entry.messageId = messageId;
  }

  synchronized void deleting(String token) {
    entry(token).deleteTried = true;
  }

  synchronized void deleted(String token) {
    entry(token).deleted = true;
    deleted++;
    notifyAll();
  }

  synchronized void violated(String words) {
    violations.add(words);
  }

  /// Waits until `more` sends have been acknowledged from now on. False when that takes longer.
  synchronized boolean awaitSends(long more, long millis) throws InterruptedException {
    long goal = acknowledged + more;
    long end = System.nanoTime() + millis * 1_000_000;
    while (acknowledged < goal) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized long deletes() {
    return deleted;
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /// Acknowledged messages that nobody has asked to delete: they must still be there.
  synchronized List<String> missing() {
    return entries.entrySet().stream()
        .filter(each -> each.getValue().acknowledged && !each.getValue().deleteTried)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Entry entry(String token) {
    Entry entry = entries.get(token);
    if (entry == null) {
      throw new IllegalArgumentException("no message " + token);
    }
    return entry;
  }
}
