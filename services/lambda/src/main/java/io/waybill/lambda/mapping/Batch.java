package io.waybill.lambda.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Messages that are gathered for one run of the function.
///
/// @param openedAt when the first of them came: what the window and the source's patience begin
///   with
record Batch(List<Received> messages, long openedAt, int[] bytes) {
  /// AWS: what an event may have.
  private static final int BYTES_MAX = 6 * 1024 * 1024;

  private static final String BEFORE = "{\"Records\":[";
  private static final String BEHIND = "]}";

  static Batch opened(long now) {
    return new Batch(new ArrayList<>(), now, new int[] {BEFORE.length() + BEHIND.length()});
  }

  /// Deals `messages` out to `count` batches, or to fewer where there are not so many; what does
  /// not fit into its batch opens one more.
  static List<Batch> dealt(List<Received> messages, int count, long now) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (i < count || !batches.get(i % count).fits(messages.get(i), Integer.MAX_VALUE)) {
        batches.add(opened(now));
        batches.getLast().add(messages.get(i));
      } else {
        batches.get(i % count).add(messages.get(i));
      }
    }
    return batches;
  }

  /// Whether `message` still fits; the first always does.
  boolean fits(Received message, int most) {
    return messages.isEmpty() || (messages.size() < most && bytes[0] + size(message) <= BYTES_MAX);
  }

  void add(Received message) {
    messages.add(message);
    bytes[0] += size(message);
  }

  private static int size(Received message) {
    return message.json().getBytes(StandardCharsets.UTF_8).length + 1;
  }

  /// X-Ray's header of the run. A run has one: of several messages, the first one's.
  String traceHeader() {
    return messages.getFirst().traceHeader();
  }

  byte[] event() {
    StringBuilder event = new StringBuilder(bytes[0]).append(BEFORE);
    for (int i = 0; i < messages.size(); i++) {
      event.append(i == 0 ? "" : ",").append(messages.get(i).json());
    }
    return event.append(BEHIND).toString().getBytes(StandardCharsets.UTF_8);
  }
}
