package io.waybill.store;

/// One of the store's ordered key spaces. The number is part of the format on disk.
public enum Space {
  /// What the system is made of: kept until it is deleted.
  DATA(0),
  /// The trail of messages: the oldest entries are dropped by size and by age, never by a delete.
  TRAIL(1);

  private final int number;

  Space(int number) {
    this.number = number;
  }

  /// The number that stands for this space in a [Batch].
  public int number() {
    return number;
  }

  /// The space that `number` stands for. Throws IllegalArgumentException where none is.
  static Space numbered(int number) {
    for (Space space : values()) {
      if (space.number == number) {
        return space;
      }
    }
    throw new IllegalArgumentException("no space has the number " + number);
  }
}
