/// What SNS keeps: the layout of keys and values, and each topic's memory, which is rebuilt from
/// them.
///
/// A topic's memory holds its subscriptions, with their filter policies compiled, and never a
/// message. It changes only inside steps of the topic's partition, always together with the writes
/// that would rebuild it.
@NullMarked
package io.waybill.sns.state;

import org.jspecify.annotations.NullMarked;
