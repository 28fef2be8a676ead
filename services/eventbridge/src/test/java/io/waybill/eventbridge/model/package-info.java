/// Tests of the words and rules of EventBridge.
@NullMarked
package io.waybill.eventbridge.model;

import org.jspecify.annotations.NullMarked;
