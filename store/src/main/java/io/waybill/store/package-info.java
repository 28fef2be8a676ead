/// Ordered key-value storage with atomic durable batches: the seam ([Store], [Batch]) and its
/// implementations.
///
/// Invariants: a batch is applied whole or not at all; a commit that returned is on disk (unless
/// the store was opened relaxed); after a failed commit the store takes no more until it is opened
/// again. Only `engine` and `server` call it.
@NullMarked
package io.waybill.store;

import org.jspecify.annotations.NullMarked;
