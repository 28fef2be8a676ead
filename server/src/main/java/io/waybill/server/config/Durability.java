package io.waybill.server.config;

/// What a success promises.
public enum Durability {
  /// The disk has it: nothing acknowledged is lost, whatever happens to process or machine.
  SYNCED,
  /// The kernel has it: nothing is lost with the process, the last moments may be lost with the
  /// machine.
  RELAXED
}
