/// Decisions: given what a queue holds, this call at this time, these answers and this state.
@NullMarked
package io.waybill.sqs.decide;

import org.jspecify.annotations.NullMarked;
