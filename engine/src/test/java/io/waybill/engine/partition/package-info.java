@NullMarked
package io.waybill.engine.partition;

import org.jspecify.annotations.NullMarked;
