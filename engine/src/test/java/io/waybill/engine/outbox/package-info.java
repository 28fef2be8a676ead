@NullMarked
package io.waybill.engine.outbox;

import org.jspecify.annotations.NullMarked;
