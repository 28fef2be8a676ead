package io.waybill.sqs.state;

/// What an operator may set.
///
/// @param recreateAtOnce whether the 60-second rules after DeleteQueue and PurgeQueue are off, for
///   test suites that make the same queues again and again
/// @param aheadBytes bytes of messages that one partition may keep in memory ahead of its cursors;
///   the fronts of groups take up to half as much besides
public record SqsSettings(boolean recreateAtOnce, long aheadBytes) {
  public static final SqsSettings DEFAULT = new SqsSettings(false, 8 << 20);
}
