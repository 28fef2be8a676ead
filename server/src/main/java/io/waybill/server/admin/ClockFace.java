package io.waybill.server.admin;

import java.time.Instant;

/// What the server's clock shows.
public record ClockFace(Instant time, boolean running) {}
