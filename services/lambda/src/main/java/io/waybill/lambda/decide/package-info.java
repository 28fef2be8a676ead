/// What becomes of a command: a resource before becomes a resource after.
@NullMarked
package io.waybill.lambda.decide;

import org.jspecify.annotations.NullMarked;
