/// The words and rules of Amazon SQS as values: names, attributes, policies, tags, message
/// attributes, batches, digests and receipt handles, with AWS's limits and AWS's words for each
/// refusal.
///
/// Everything here is pure: no store, no clock, no thread, no I/O. What a client sent is parsed
/// here once; a value of these types is right by construction, and a rule that is broken throws
/// `io.waybill.shapes.Refusal`. Operations and deciders of this service build on it; it knows none
/// of them.
@NullMarked
package io.waybill.sqs.model;

import org.jspecify.annotations.NullMarked;
