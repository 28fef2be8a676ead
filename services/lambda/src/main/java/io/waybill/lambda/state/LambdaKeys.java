package io.waybill.lambda.state;

/// The kinds of keys of a resource, beside those of [Kind]. What belongs to no resource stands
/// under number 0.
final class LambdaKeys {
  static final int PROGRAM = 4;

  /// Under 0: a resource's number and last version, by ARN.
  static final char RESOURCE = 'R';

  /// Under 0: the last number given to a resource.
  static final char LAST_NUMBER = 'N';

  /// Instead of a number: the outbox's own.
  static final char OUTBOX = 'O';

  private LambdaKeys() {}
}
