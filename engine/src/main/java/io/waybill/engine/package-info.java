/// Runs partitions. [Engine] is what a server starts; the packages below hold one idea each:
/// `partition` (commands in, decisions out), `journal` (one commit for all that arrived meanwhile),
/// `time` (what is due), `gateway` (the door to every operation).
///
/// The engine knows no service and no concrete store.
@NullMarked
package io.waybill.engine;

import org.jspecify.annotations.NullMarked;
