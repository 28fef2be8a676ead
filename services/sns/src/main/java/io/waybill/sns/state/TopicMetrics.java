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
  public long filteredOutInvalidAttributes;
  public long filteredOutBody;
  public long filteredOutInvalidBody;
  public long redrivenToDlq;
  public long failedToRedriveToDlq;
}
