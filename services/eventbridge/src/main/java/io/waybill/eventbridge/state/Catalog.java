package io.waybill.eventbridge.state;

/// What the whole server has of EventBridge, by account, region and name: what listing reads, and
/// what one partition may know of another.
///
/// It follows the partitions after each commit, so it shows only what is durable, and is rebuilt
/// when they are loaded. Safe for many threads.
public final class Catalog {
  private final Shelf<BusDefinition> buses = new Shelf<>();
  private final Shelf<Archive> archives = new Shelf<>();
  private final Shelf<ReplayDefinition> replays = new Shelf<>();
  private final Shelf<ConnectionDefinition> connections = new Shelf<>();
  private final Shelf<DestinationDefinition> destinations = new Shelf<>();
  private final Shelf<SourceDefinition> sources = new Shelf<>();

  /// Every bus of which something is stored: not the default buses that nobody has touched.
  public Shelf<BusDefinition> buses() {
    return buses;
  }

  public Shelf<Archive> archives() {
    return archives;
  }

  public Shelf<ReplayDefinition> replays() {
    return replays;
  }

  public Shelf<ConnectionDefinition> connections() {
    return connections;
  }

  public Shelf<DestinationDefinition> destinations() {
    return destinations;
  }

  public Shelf<SourceDefinition> sources() {
    return sources;
  }
}
