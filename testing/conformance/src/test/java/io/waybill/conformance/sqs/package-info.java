/// SQS's behaviour as the real AWS shows it, in the JSON and in the query protocol.
@NullMarked
package io.waybill.conformance.sqs;

import org.jspecify.annotations.NullMarked;
