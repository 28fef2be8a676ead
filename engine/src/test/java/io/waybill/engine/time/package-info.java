@NullMarked
package io.waybill.engine.time;

import org.jspecify.annotations.NullMarked;
