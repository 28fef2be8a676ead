/// What environments write and tell: lines of the log, and telemetry for extensions.
@NullMarked
package io.waybill.runtime.log;

import org.jspecify.annotations.NullMarked;
