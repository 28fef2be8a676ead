package io.waybill.server.admin;

import java.util.List;
import java.util.Optional;

/// What a running server shows of itself. Safe for many threads; may wait for the disk.
public interface Inspection {
  /// Why the store refuses writes, or empty while it is sound. Never waits.
  Optional<String> failure();

  Status status();

  /// At most `limit` queues whose name begins with `prefix`, ordered by ARN, from behind the ARN
  /// `after` on; empty texts mean all and from the first.
  QueuePage queues(String prefix, String after, int limit);

  /// What happened to a message, oldest first; empty where nothing is known of it.
  List<TrailEvent> trail(String messageId);

  /// The mails, SMS and push messages that stayed here, the oldest first.
  List<LocalMessage> localOutbox();

  /// Lambda's runtimes, and what runs each on this host.
  List<RuntimeLine> runtimes();

  /// How functions are kept apart here, in one line.
  String isolation();

  /// Every metric in Prometheus' text format.
  String metrics();
}
