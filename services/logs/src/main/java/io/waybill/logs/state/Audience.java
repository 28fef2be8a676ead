package io.waybill.logs.state;

import io.waybill.core.Arn;
import java.util.List;

/// Who hears of events as they come. Safe for many threads; never blocks.
public interface Audience {
  /// Whether anybody listens to `group` now.
  boolean hears(Arn group);

  /// `events` of `stream` are durable.
  void appended(Arn group, String stream, List<LogEvent> events);
}
