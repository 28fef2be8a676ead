package io.waybill.engine.trail;

import io.waybill.engine.partition.PartitionNumber;
import java.util.Map;
import java.util.UUID;

/// One thing that happened to a message.
///
/// @param event what, in past tense: `Published`
/// @param resource the ARN of where it happened: a topic, a rule
/// @param details texts by name, in the order in which they are shown: `attempt`, `target`
public record TrailLine(
    UUID id,
    long millis,
    PartitionNumber partition,
    String event,
    String resource,
    Map<String, String> details) {}
