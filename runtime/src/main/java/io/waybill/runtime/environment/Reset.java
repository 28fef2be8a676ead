package io.waybill.runtime.environment;

import java.time.Duration;
import java.util.Optional;

/// What is ended to begin anew, and why.
///
/// @param cut the event that fails with it
/// @param init what that event's report says of the initialisation
/// @param took how long that event had run
record Reset(
    Cell cell,
    Round round,
    Failure failure,
    Optional<Handed> cut,
    boolean wasInitialising,
    Duration init,
    Duration took) {}
