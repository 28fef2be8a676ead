package io.waybill.sqs.state;

/// What CloudWatch counts of a queue, since the server started. Changed in steps of the queue's
/// partition, read there too.
public final class QueueMetrics {
  public long sent;
  public long sentBytes;
  public long received;
  public long deleted;
  public long emptyReceives;
  public long expired;
  public long deadLettered;
}
