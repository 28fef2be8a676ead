/// Amazon EventBridge. [io.waybill.eventbridge.EventBridge] is what a server assembles;
/// `operations` holds one file for each operation, `decide` what becomes of a command, `state` what
/// is kept, `model` the words and rules.
@NullMarked
package io.waybill.eventbridge;

import org.jspecify.annotations.NullMarked;
