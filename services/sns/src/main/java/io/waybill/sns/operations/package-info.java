/// One file for each operation of Amazon SNS: input to decision, result to output. No protocol and
/// no HTTP is known here.
@NullMarked
package io.waybill.sns.operations;

import org.jspecify.annotations.NullMarked;
