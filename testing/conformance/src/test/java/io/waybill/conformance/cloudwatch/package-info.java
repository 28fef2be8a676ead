/// Metrics: what services tell by themselves, what clients put and ask for.
@NullMarked
package io.waybill.conformance.cloudwatch;

import org.jspecify.annotations.NullMarked;
