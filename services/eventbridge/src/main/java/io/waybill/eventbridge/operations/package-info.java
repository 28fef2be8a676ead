/// One file for each operation of Amazon EventBridge: input to decision, result to output. No
/// protocol and no HTTP is known here.
@NullMarked
package io.waybill.eventbridge.operations;

import org.jspecify.annotations.NullMarked;
