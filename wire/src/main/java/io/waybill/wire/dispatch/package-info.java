/// From an HTTP request to a call of the gateway and back: which service and protocol it is, who
/// calls and in which account and region, and which answer the outcome becomes.
///
/// The one place where HTTP, signatures, protocols and the gateway meet. Every answer carries a
/// request id; what is wrong with a request is said in AWS's shape and in the caller's protocol; a
/// failure of ours tells the caller nothing but that it was ours.
@NullMarked
package io.waybill.wire.dispatch;

import org.jspecify.annotations.NullMarked;
