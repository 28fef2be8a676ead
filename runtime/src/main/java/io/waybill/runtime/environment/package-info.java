/// One execution environment: its processes, the events that it runs one at a time, the extensions
/// beside them, and what is told of all that.
@NullMarked
package io.waybill.runtime.environment;

import org.jspecify.annotations.NullMarked;
