/// The log of a server that runs as a program of its own: one line an event, on standard error.
///
/// A server inside another program logs through SLF4J as that program has set it up; only
/// [io.waybill.server.Main] calls this.
@NullMarked
package io.waybill.server.logging;

import org.jspecify.annotations.NullMarked;
