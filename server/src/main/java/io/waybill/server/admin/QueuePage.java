package io.waybill.server.admin;

import io.waybill.core.Arn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Some of the queues.
///
/// @param next what the next page is asked for with; empty on the last
public record QueuePage(List<QueueLine> queues, Optional<String> next) {
  public QueuePage {
    queues = List.copyOf(queues);
  }

  /// One queue and what waits in it.
  ///
  /// @param oldestAgeSeconds empty where nothing waits
  public record QueueLine(
      Arn arn,
      boolean fifo,
      MessageCounts messages,
      OptionalLong oldestAgeSeconds,
      Optional<Arn> deadLetterQueue) {}
}
