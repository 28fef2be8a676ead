package io.waybill.cloudwatch.model;

import java.util.OptionalLong;

/// Some values of one metric.
///
/// @param millis when they were measured; empty for when they arrive
/// @param fine whether they are kept by the second too
/// @param parameter what the caller calls this datum: `MetricData.member.1`
public record Datum(
    MetricId metric,
    OptionalLong millis,
    String unit,
    Spread spread,
    boolean fine,
    String parameter) {}
