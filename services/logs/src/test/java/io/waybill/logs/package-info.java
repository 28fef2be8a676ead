/// Tests of CloudWatch Logs over a store in memory.
@NullMarked
package io.waybill.logs;

import org.jspecify.annotations.NullMarked;
