/// What operators see of the queues: depths, ages, counters, and the trail of a message. Nothing
/// here changes a queue.
@NullMarked
package io.waybill.sqs.admin;

import org.jspecify.annotations.NullMarked;
