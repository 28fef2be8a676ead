package io.waybill.sqs.model;

import io.waybill.core.Ascii;
import io.waybill.sqs.api.SqsErrors;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message's group and deduplication id. Both are there in a FIFO queue; in a standard queue the
/// group alone may be, and makes the queue fair between its groups.
public record Grouping(Optional<String> groupId, Optional<String> deduplicationId) {
  private static final int ID_LENGTH_MAX = 128;
  private static final String GROUP = "MessageGroupId";
  private static final String DEDUPLICATION = "MessageDeduplicationId";
  private static final String ATTEMPT = "ReceiveRequestAttemptId";

  /// What a message is sent with, or a refusal.
  ///
  /// @param body for the id of a queue with content-based deduplication: its SHA-256 in hex
  public static Grouping of(
      QueueAttributes queue,
      @Nullable String groupId,
      @Nullable String deduplicationId,
      byte[] body) {
    return queue.fifo()
        ? fifo(queue, groupId, deduplicationId, body)
        : standard(groupId, deduplicationId);
  }

  /// Refuses what is sent to a FIFO queue without a group, or without any deduplication id.
  public static void require(
      QueueAttributes queue, @Nullable String groupId, @Nullable String deduplicationId) {
    if (!queue.fifo()) {
      return;
    }
    if (groupId == null || groupId.isEmpty()) {
      throw Refusals.missing(GROUP);
    }
    if (deduplicationId == null && !queue.contentBasedDeduplication()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
  }

  /// The id under which a receive from a FIFO queue may be repeated; refused on a standard queue.
  public static Optional<String> attemptId(QueueAttributes queue, @Nullable String requested) {
    if (requested == null) {
      return Optional.empty();
    }
    if (!queue.fifo()) {
      throw Refusals.wrongQueueType(ATTEMPT, requested);
    }
    return Optional.of(checked(ATTEMPT, requested));
  }

  private static Grouping standard(@Nullable String groupId, @Nullable String deduplicationId) {
    if (deduplicationId != null && !deduplicationId.isEmpty()) {
      throw Refusals.wrongQueueType(DEDUPLICATION, deduplicationId);
    }
    return new Grouping(
        Optional.ofNullable(groupId).map(id -> checked(GROUP, id)), Optional.empty());
  }

  private static Grouping fifo(
      QueueAttributes queue,
      @Nullable String groupId,
      @Nullable String deduplicationId,
      byte[] body) {
    require(queue, groupId, deduplicationId);
    String group = checked(GROUP, Objects.requireNonNull(groupId));
    if (deduplicationId != null) {
      return new Grouping(Optional.of(group), Optional.of(checked(DEDUPLICATION, deduplicationId)));
    }
    return new Grouping(
        Optional.of(group), Optional.of(HexFormat.of().formatHex(Digests.sha256().digest(body))));
  }

  private static String checked(String parameter, String id) {
    if (!Ascii.isGraphic(id, ID_LENGTH_MAX)) {
      throw Refusals.invalidValue(
          parameter,
          id,
          parameter
              + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
    return id;
  }
}
