/// The words and rules of EventBridge that need no state: names, patterns, schedules, targets'
/// inputs, and the sentences in which it refuses.
@NullMarked
package io.waybill.eventbridge.model;

import org.jspecify.annotations.NullMarked;
