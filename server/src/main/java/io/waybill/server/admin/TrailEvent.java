package io.waybill.server.admin;

import java.time.Instant;
import java.util.Map;

/// One thing that happened to a message.
///
/// @param event in past tense, such as `Received`
/// @param resourceArn where it happened
/// @param details texts by name; which ones depends on the event
public record TrailEvent(
    Instant time, String event, String resourceArn, Map<String, String> details) {}
