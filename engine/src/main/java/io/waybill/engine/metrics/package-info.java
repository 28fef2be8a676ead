/// Where the services tell what CloudWatch shows of them. A service knows this port and not
/// CloudWatch.
@NullMarked
package io.waybill.engine.metrics;

import org.jspecify.annotations.NullMarked;
