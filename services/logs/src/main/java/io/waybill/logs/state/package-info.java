/// Log groups as they are stored and as they are kept in memory: names and figures, no events.
@NullMarked
package io.waybill.logs.state;

import org.jspecify.annotations.NullMarked;
