package io.waybill.sns.state;

/// What CloudWatch counts of a topic, since the server started. Changed in steps of the topic's
/// partition, read there too.
public final class TopicMetrics {
  public long published;
  public long publishedBytes;
  public long delivered;
  public long failed;
  public long filteredOut;
  public long filteredOutNoAttributes;
  public long filteredOutAttributes;
  public long filteredOutBody;
  public long redrivenToDlq;
  public long failedToRedriveToDlq;

  public long replayedDelivered;
  public long replayedFailed;

  public void delivered(boolean replayed) {
    if (replayed) {
      replayedDelivered++;
    } else {
      delivered++;
    }
  }

  /// A subscription was given up.
  public void failed(boolean replayed) {
    if (replayed) {
      replayedFailed++;
    } else {
      failed++;
    }
  }

  /// A subscription's filter policy did not accept a message.
  ///
  /// @param body whether the policy is about bodies
  /// @param bare whether the message has no attributes
  public void filteredOut(boolean body, boolean bare) {
    filteredOut++;
    if (body) {
      filteredOutBody++;
    } else if (bare) {
      filteredOutNoAttributes++;
    } else {
      filteredOutAttributes++;
    }
  }
}
