/// Event source mappings: what brings the messages of a source to a function in batches.
///
/// A [Poller] belongs to one mapping. It knows batches, concurrency and back-off, and nothing of
/// queues: those stand behind [Source], where streams will stand too. A message is removed from its
/// source only after the function took it, so a crash repeats messages and loses none.
@NullMarked
package io.waybill.lambda.mapping;

import org.jspecify.annotations.NullMarked;
