@NullMarked
package io.waybill.engine.metrics;

import org.jspecify.annotations.NullMarked;
