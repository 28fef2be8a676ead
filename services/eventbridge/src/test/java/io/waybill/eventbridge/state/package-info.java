/// Tests of what EventBridge keeps.
@NullMarked
package io.waybill.eventbridge.state;

import org.jspecify.annotations.NullMarked;
