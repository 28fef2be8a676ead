/// What becomes of events that filters match: metrics for CloudWatch, batches for functions. Both
/// go through the outbox, so that what PutLogEvents has answered reaches them whatever happens.
@NullMarked
package io.waybill.logs.forward;

import org.jspecify.annotations.NullMarked;
