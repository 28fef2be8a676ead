/// The words and rules of CloudWatch's metrics: what names a metric, what a statistic is.
@NullMarked
package io.waybill.cloudwatch.model;

import org.jspecify.annotations.NullMarked;
