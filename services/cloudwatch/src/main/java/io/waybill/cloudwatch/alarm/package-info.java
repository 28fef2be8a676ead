/// Alarms: what they watch, when they change their state, and whom they tell. The deciding is pure:
/// points and a state go in, the next state comes out.
@NullMarked
package io.waybill.cloudwatch.alarm;

import org.jspecify.annotations.NullMarked;
