@NullMarked
package io.waybill.engine.journal;

import org.jspecify.annotations.NullMarked;
