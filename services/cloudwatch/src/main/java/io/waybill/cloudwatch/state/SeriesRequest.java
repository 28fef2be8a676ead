package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.World;
import java.util.Optional;

/// A series that is asked for.
///
/// @param unit the only unit wanted; empty for all
/// @param from the first second: where its first stretch begins
/// @param to the second behind the last
/// @param period the seconds of a stretch
public record SeriesRequest(
    World world, MetricId metric, Optional<String> unit, long from, long to, int period) {}
