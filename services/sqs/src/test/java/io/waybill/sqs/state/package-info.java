/// What a queue's memory may hold, and that it says the same as the store.
@NullMarked
package io.waybill.sqs.state;

import org.jspecify.annotations.NullMarked;
