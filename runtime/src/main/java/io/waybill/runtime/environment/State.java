package io.waybill.runtime.environment;

/// What an environment is at.
enum State {
  /// Its first process is being launched.
  STARTING,
  INITIALISING,
  READY,
  BUSY,
  /// The runtime has answered; not all have asked for the next event yet.
  SETTLING,
  /// Its processes are being ended.
  RESETTING,
  /// Nothing runs until the next event.
  COLD,
  DEAD
}
