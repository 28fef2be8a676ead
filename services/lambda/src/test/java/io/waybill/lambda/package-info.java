/// Tests of Lambda's decisions over a store in memory.
@NullMarked
package io.waybill.lambda;

import org.jspecify.annotations.NullMarked;
