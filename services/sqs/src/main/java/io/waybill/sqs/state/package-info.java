/// What SQS keeps: the layout of keys and values, and each queue's memory, which is rebuilt from
/// them.
///
/// A queue's memory holds what is in flight, small cursors and a bounded piece ahead of them, never
/// the backlog. It changes only inside steps of the queue's partition, always together with the
/// writes that would rebuild it.
@NullMarked
package io.waybill.sqs.state;

import org.jspecify.annotations.NullMarked;
