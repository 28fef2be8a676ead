package io.waybill.server.admin;

import java.time.Duration;
import java.time.Instant;

/// What the server's clock shows.
///
/// @param ahead how far it is ahead of the machine's; negative where it is behind
public record ClockFace(Instant time, boolean running, Duration ahead) {}
