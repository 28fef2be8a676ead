/// EventBridge's behaviour, one story each, through the AWS SDK for Java v2 against a real server.
@NullMarked
package io.waybill.conformance.eventbridge;

import org.jspecify.annotations.NullMarked;
