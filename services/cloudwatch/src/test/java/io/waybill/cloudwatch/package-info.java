/// CloudWatch over a store in memory, with a clock in the test's hands.
@NullMarked
package io.waybill.cloudwatch;

import org.jspecify.annotations.NullMarked;
