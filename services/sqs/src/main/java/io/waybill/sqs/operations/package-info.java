/// One file for each operation of Amazon SQS: input to decision, result to output. No protocol and
/// no HTTP is known here.
@NullMarked
package io.waybill.sqs.operations;

import org.jspecify.annotations.NullMarked;
