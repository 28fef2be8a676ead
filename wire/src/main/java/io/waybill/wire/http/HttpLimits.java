package io.waybill.wire.http;

import java.time.Duration;

/// How much of everything one peer, and all together, may take.
public record HttpLimits(Sizes sizes, Times times, Counts counts) {
  public static final HttpLimits DEFAULT =
      new HttpLimits(Sizes.DEFAULT, Times.DEFAULT, Counts.DEFAULT);

  /// Bytes.
  ///
  /// @param headBytes request line and header fields of one request; at most 65,535
  /// @param fields header fields of one request
  /// @param bodyBytes one body, after gzip was undone
  /// @param bodyBytesInHand all bodies that are in memory at one time, small ones aside
  /// @param answerBytesInHand all answers that are in memory at one time, small ones aside: where
  ///   there are more, no further large one is begun
  /// @param unsentBytes answers of one connection that wait for a slow reader; while more wait, no
  ///   further request is read
  public record Sizes(
      int headBytes,
      int fields,
      int bodyBytes,
      long bodyBytesInHand,
      long answerBytesInHand,
      int unsentBytes) {
    /// The largest body that AWS takes is a function's package of 50 MiB, of which base64 makes a
    /// third more.
    public static final Sizes DEFAULT =
        new Sizes(
            32 * 1024,
            200,
            67 << 20,
            Math.max(80L << 20, maxHeap() / 4),
            Math.max(32L << 20, maxHeap() / 6),
            256 * 1024);

    public Sizes {
      if (headBytes < 128 || headBytes > 65_535 || fields < 1 || bodyBytes < 0) {
        throw new IllegalArgumentException("header limit out of range: " + headBytes);
      }
    }

    private static long maxHeap() {
      return Runtime.getRuntime().maxMemory();
    }
  }

  /// How long what may take.
  ///
  /// @param idle a connection without a request
  /// @param head from the first byte of a request to the end of its header fields
  /// @param body from there to the last byte of the body
  /// @param unsent how long a slow reader may keep more than `unsentBytes` waiting
  /// @param linger how long a connection that we end still takes bytes, so that the peer can read
  ///   our last answer
  /// @param drain how long calls in hand may take when the server stops
  public record Times(
      Duration idle,
      Duration head,
      Duration body,
      Duration unsent,
      Duration linger,
      Duration drain) {
    public static final Times DEFAULT =
        new Times(
            Duration.ofMinutes(3),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));
  }

  /// How many at one time.
  ///
  /// @param connections at one time; a further one is told 503
  /// @param pipelined requests of one HTTP/1 connection in hand; a further one waits unread
  /// @param streams requests of one HTTP/2 connection in hand; a further one is refused
  public record Counts(int connections, int pipelined, int streams) {
    public static final Counts DEFAULT = new Counts(20_000, 32, 256);
  }
}
