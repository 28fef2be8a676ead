/// The metrics of the services here, collected at each full minute of the clock.
@NullMarked
package io.waybill.cloudwatch.collect;

import org.jspecify.annotations.NullMarked;
