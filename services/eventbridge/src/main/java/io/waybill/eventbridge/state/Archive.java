package io.waybill.eventbridge.state;

/// An archive and how much it holds: changed inside steps, shown to whoever lists archives.
public final class Archive {
  /// What an archive holds at one moment.
  ///
  /// @param lastNumber the last number given to an event
  public record Counts(long events, long bytes, long lastNumber) {
    static final Counts NONE = new Counts(0, 0, 0);
  }

  private volatile ArchiveDefinition definition;
  private volatile Counts counts;

  /// When the event that has been here longest came; Long.MAX_VALUE where there is none.
  private long oldestAt = Long.MAX_VALUE;

  Archive(ArchiveDefinition definition, Counts counts) {
    this.definition = definition;
    this.counts = counts;
  }

  public ArchiveDefinition definition() {
    return definition;
  }

  public Counts counts() {
    return counts;
  }

  void define(ArchiveDefinition changed) {
    definition = changed;
  }

  void count(Counts changed) {
    counts = changed;
  }

  long oldestAt() {
    return oldestAt;
  }

  void oldestAt(long millis) {
    oldestAt = millis;
  }

  long nextDue() {
    boolean forEver = definition.retentionDays() == 0 || oldestAt == Long.MAX_VALUE;
    return forEver ? Long.MAX_VALUE : oldestAt + definition.retentionDays() * 86_400_000L;
  }
}
