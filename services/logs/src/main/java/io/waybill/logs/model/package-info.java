/// The words and rules of CloudWatch Logs as values, with AWS's limits.
///
/// Everything here is pure: no store, no clock, no thread, no I/O.
@NullMarked
package io.waybill.logs.model;

import org.jspecify.annotations.NullMarked;
