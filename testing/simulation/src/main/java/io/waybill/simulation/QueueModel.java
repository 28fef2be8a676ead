package io.waybill.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the model knows of one queue.
final class QueueModel {
  enum Presence {
    THERE,
    ABSENT,
    UNKNOWN
  }

  /// What was sent under a deduplication id, between two times.
  record Sent(String token, String messageId, String sequenceNumber, long from, long to) {
    /// It may have been forgotten before its time.
    Sent unsure() {
      return new Sent(token, messageId, sequenceNumber, Long.MIN_VALUE / 2, to);
    }
  }

  final String name;
  final boolean fifo;
  Presence presence = Presence.ABSENT;

  int visibilitySeconds;

  /// What the timeout may have been since the last look: a change acts before it is answered.
  int visibilityLow;

  int visibilityHigh;
  int delaySeconds;

  /// The shortest retention that may have been in force since the last look.
  long retentionMillis = Long.MAX_VALUE;

  /// Where messages may have gone since the last look, and after how many receives.
  final Map<String, Integer> redrives = new HashMap<>();

  /// Whether a move task may have taken messages since the last look, and where to.
  boolean moving;

  final Set<String> moveTargets = new HashSet<>();

  /// Whether something happened here that nobody was told.
  boolean doubt;

  /// The last time at which a message may have come back from a queue that was deleted.
  boolean bounced;

  /// Whether deduplication ids are compared within a group, and whether a body's hash is the id;
  /// both are fixed for a run.
  boolean deduplicatesByGroup;

  boolean deduplicatesByContent;

  /// What was sent without an id of its own, by what it is remembered under.
  final Map<String, Sending.Draft> byContent = new LinkedHashMap<>();

  long purgedAt;
  long deletedAt;
  final TreeMap<String, MessageModel> messages = new TreeMap<>();
  final Map<String, Sent> deduplication = new LinkedHashMap<>();

  /// Deduplication ids of sends in doubt: what became of them is not known even when their message
  /// is not found, because it may have expired.
  final Set<String> doubtfulIds = new HashSet<>();

  long highestNumber;

  QueueModel(String name) {
    this.name = name;
    this.fifo = name.endsWith(".fifo");
  }

  /// Nothing that is sent from now on is a duplicate of what was sent before.
  void forgetSent() {
    deduplication.clear();
    byContent.clear();
  }

  /// What a deduplication id is remembered under.
  String remembered(@Nullable String group, String deduplication) {
    return deduplicatesByGroup ? group + " " + deduplication : deduplication;
  }

  String arn() {
    return "arn:aws:sqs:eu-west-1:000000000000:" + name;
  }

  String url() {
    return "http://localhost:4566/000000000000/" + name;
  }

  /// The messages of a group in their order, those without a number last.
  List<MessageModel> ofGroup(String group) {
    return messages.values().stream()
        .filter(each -> group.equals(each.group))
        .sorted((a, b) -> Long.compare(order(a), order(b)))
        .toList();
  }

  private static long order(MessageModel message) {
    return message.number == 0 ? Long.MAX_VALUE : message.number;
  }

  /// Whether `message`, of this queue, may be in `target` by now.
  boolean mayHaveMoved(MessageModel message, String target) {
    Integer most = redrives.get(target);
    return (most != null && (message.attempts >= most || doubt))
        || (moving && moveTargets.contains(target));
  }

  boolean mayHaveMoved(MessageModel message) {
    return redrives.keySet().stream().anyMatch(target -> mayHaveMoved(message, target))
        || (moving && !moveTargets.isEmpty());
  }

  @Override
  public String toString() {
    return name;
  }
}
