/// What is due when, and the thread that waits for it.
@NullMarked
package io.waybill.engine.time;

import org.jspecify.annotations.NullMarked;
