/// What CloudWatch keeps: for each metric its data at four resolutions, in the store alone; memory
/// holds what names a metric and never a datum.
@NullMarked
package io.waybill.cloudwatch.state;

import org.jspecify.annotations.NullMarked;
