/// Functions, what brings events to them, and what they leave behind, through the SDK for Java.
@NullMarked
package io.waybill.conformance.lambda;

import org.jspecify.annotations.NullMarked;
