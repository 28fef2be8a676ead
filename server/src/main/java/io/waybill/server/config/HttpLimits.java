package io.waybill.server.config;

import java.time.Duration;

/// What one client may ask of the HTTP server.
///
/// @param connectionsMax open connections of all clients together
/// @param headerBytesMax the header of one request
/// @param bodyBytesMax the body of one request, unpacked
/// @param idleTimeout how long a connection may be silent between requests
public record HttpLimits(
    int connectionsMax, int headerBytesMax, int bodyBytesMax, Duration idleTimeout) {}
