/// Stories about topics, subscriptions and deliveries, told by the AWS SDK for Java.
@NullMarked
package io.waybill.conformance.sns;

import org.jspecify.annotations.NullMarked;
