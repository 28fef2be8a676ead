/// The log of batches: what makes a partition's decisions durable.
@NullMarked
package io.waybill.engine.journal;

import org.jspecify.annotations.NullMarked;
