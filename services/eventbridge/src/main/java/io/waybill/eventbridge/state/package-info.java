/// What EventBridge keeps: the layout of keys and values, and each bus's memory, which is rebuilt
/// from them.
///
/// A bus's memory holds its rules, compiled into one machine. It changes only inside steps of the
/// bus's partition, always together with the writes that would rebuild it: where a commit fails,
/// the engine gives up the whole memory and loads it again.
@NullMarked
package io.waybill.eventbridge.state;

import org.jspecify.annotations.NullMarked;
