package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.model.Statistic;

/// One statistic of a series that somebody wants to read.
///
/// @param number the caller's own, which the points carry
public record Wanted(int number, SeriesRequest request, Statistic statistic) {}
