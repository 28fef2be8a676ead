/// Sessions of Live Tail: who listens to groups, and hears of their events when they are durable.
///
/// The partition that takes events only hands them on; a session looks at them once a second, on a
/// thread of its own, and loses some where its reader is slow.
@NullMarked
package io.waybill.logs.tail;

import org.jspecify.annotations.NullMarked;
