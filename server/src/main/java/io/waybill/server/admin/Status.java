package io.waybill.server.admin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a server is and what it holds.
///
/// @param uptime by the machine's clock
/// @param durability `synced` or `relaxed`
public record Status(
    String version,
    URI endpoint,
    Instant startedAt,
    Duration uptime,
    ClockFace clock,
    boolean testMode,
    boolean auth,
    String durability,
    StoreStatus store,
    int connections,
    long queues,
    MessageCounts messages) {

  /// What the store says of itself.
  ///
  /// @param failure why the store refuses writes; empty while it is sound
  public record StoreStatus(Path folder, Optional<String> failure, long bytes) {}
}
