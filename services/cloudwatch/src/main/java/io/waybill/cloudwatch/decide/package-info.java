/// What becomes of a command: data that comes in, and series that are asked for.
@NullMarked
package io.waybill.cloudwatch.decide;

import org.jspecify.annotations.NullMarked;
