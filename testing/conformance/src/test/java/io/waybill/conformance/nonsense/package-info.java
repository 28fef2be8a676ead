/// Requests that make no sense, and what SQS, SNS and EventBridge say to them: an error of AWS's
/// kind, at once, and never one of the server's own.
@NullMarked
package io.waybill.conformance.nonsense;

import org.jspecify.annotations.NullMarked;
