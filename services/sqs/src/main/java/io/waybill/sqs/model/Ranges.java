package io.waybill.sqs.model;

import org.jspecify.annotations.Nullable;

/// The ranges of the numbers that a call may carry. Each returns its number, or refuses it.
public final class Ranges {
  private static final String VISIBILITY = "VisibilityTimeout";
  private static final int DELAY_SECONDS_MAX = 900;
  private static final int VISIBILITY_SECONDS_MAX = 43_200;
  private static final int WAIT_SECONDS_MAX = 20;

  /// An hour: nobody's connection is held by it.
  private static final int SERVICE_WAIT_SECONDS_MAX = 3_600;

  private static final int MESSAGES_MAX = 10;

  private Ranges() {}

  /// How long a message stays hidden at first, in seconds; absent means the queue's delay.
  ///
  /// On a FIFO queue only zero may be given, and it means the queue's delay too.
  public static int delaySeconds(@Nullable Integer requested, QueueAttributes queue) {
    if (requested == null) {
      return queue.delaySeconds();
    }
    if (requested < 0 || requested > DELAY_SECONDS_MAX) {
      throw Refusals.invalidValue(
          "DelaySeconds", requested, "DelaySeconds must be >= 0 and <= 900.");
    }
    if (!queue.fifo()) {
      return requested;
    }
    if (requested != 0) {
      throw Refusals.wrongQueueType("DelaySeconds", requested);
    }
    return queue.delaySeconds();
  }

  /// How long a received message is in flight, in seconds; absent means the queue's timeout.
  public static int receiveVisibilitySeconds(@Nullable Integer requested, QueueAttributes queue) {
    if (requested == null) {
      return queue.visibilityTimeoutSeconds();
    }
    if (!isVisibility(requested)) {
      throw Refusals.invalidValue(VISIBILITY, requested, "Must be >= 0 and <= 43200, if provided.");
    }
    return requested;
  }

  /// The visibility timeout that ChangeMessageVisibility asks for, in seconds.
  public static int changedVisibilitySeconds(@Nullable Integer requested) {
    if (requested == null) {
      throw Refusals.missing(VISIBILITY);
    }
    if (!isVisibility(requested)) {
      throw Refusals.invalidValue(
          VISIBILITY, requested, "VisibilityTimeout must be an integer between 0 and 43200");
    }
    return requested;
  }

  /// Refuses to keep a message in flight for more than twelve hours after it was received.
  ///
  /// @param requestedSeconds the timeout asked for, from now on
  /// @param inFlightSeconds how long ago the message was received
  public static void checkTotalVisibility(int requestedSeconds, long inFlightSeconds) {
    if (requestedSeconds + inFlightSeconds > VISIBILITY_SECONDS_MAX) {
      throw Refusals.invalidValue(
          VISIBILITY,
          requestedSeconds,
          "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
    }
  }

  /// How long a receive waits for a message, in seconds; absent means the queue's setting.
  ///
  /// @param byService whether another service of this server asks, which may wait far longer: so
  ///   what waits for an idle queue does nothing
  public static int waitSeconds(
      @Nullable Integer requested, QueueAttributes queue, boolean byService) {
    if (requested == null) {
      return queue.receiveWaitSeconds();
    }
    if (byService) {
      return Math.clamp(requested, 0, SERVICE_WAIT_SECONDS_MAX);
    }
    if (requested < 0 || requested > WAIT_SECONDS_MAX) {
      throw Refusals.invalidValue(
          "WaitTimeSeconds", requested, "Must be >= 0 and <= 20, if provided.");
    }
    return requested;
  }

  /// How many messages a receive takes at most; absent means one.
  public static int maxNumberOfMessages(@Nullable Integer requested) {
    if (requested == null) {
      return 1;
    }
    if (requested < 1 || requested > MESSAGES_MAX) {
      throw Refusals.invalidValue(
          "MaxNumberOfMessages", requested, "Must be between 1 and 10, if provided.");
    }
    return requested;
  }

  private static boolean isVisibility(int seconds) {
    return seconds >= 0 && seconds <= VISIBILITY_SECONDS_MAX;
  }
}
