/// The words and rules of Amazon SNS as values: names, attributes, endpoints, filter policies,
/// delivery policies, messages, with AWS's limits and AWS's words for each refusal.
///
/// Everything here is pure: no store, no clock, no thread, no I/O. What a client sent is parsed
/// here once; a value of these types is right by construction, and a rule that is broken throws
/// `io.waybill.shapes.Refusal`.
@NullMarked
package io.waybill.sns.model;

import org.jspecify.annotations.NullMarked;
