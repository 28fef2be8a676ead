/// Tests of what becomes of commands on event buses, in one partition with time, commits and
/// targets in the test's hands.
@NullMarked
package io.waybill.eventbridge.decide;

import org.jspecify.annotations.NullMarked;
