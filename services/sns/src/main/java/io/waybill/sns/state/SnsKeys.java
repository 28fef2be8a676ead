package io.waybill.sns.state;

/// The kinds of keys of a topic. What belongs to no topic stands under topic number 0.
public final class SnsKeys {
  public static final int PROGRAM = 2;

  /// Under 0: a topic's definition, by ARN.
  static final char TOPIC = 'T';

  /// Under 0: the last number given to a topic.
  static final char LAST_NUMBER = 'N';

  /// Under 0: named maps of an account, by whose they are and name.
  static final char RECORD = 'R';

  /// Under 0: what would have left the server, by time and number.
  static final char LOCAL = 'L';

  /// Instead of a topic number: the outbox's own.
  public static final char OUTBOX = 'O';

  /// A topic's counts.
  static final char HEAD = 'h';

  /// A subscription, by number.
  static final char SUBSCRIPTION = 's';

  /// Deduplication ids that were seen.
  static final char DEDUPLICATION = 'x';

  /// When to forget a deduplication id.
  static final char FORGET = 'y';

  /// What is kept of a topic to be replayed, by time and number.
  static final char ARCHIVE = 'a';

  /// How much that is, and since when.
  static final char ARCHIVE_HEAD = 'b';

  /// The replay of a subscription, by its number.
  static final char REPLAY = 'r';

  private SnsKeys() {}
}
