package io.waybill.server.config;

import java.time.Duration;

/// What the store may take of the machine.
///
/// @param memoryBytes native memory for caches and for writes not yet in table files
/// @param freeBytesMin room that writes leave on the disk
/// @param trailBytesMax what trails may hold on disk before the oldest are dropped
/// @param trailAgeMax how long a trail is kept
public record StoreLimits(
    long memoryBytes, long freeBytesMin, long trailBytesMax, Duration trailAgeMax) {}
