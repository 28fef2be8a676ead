/// The store on disk, on RocksDB: [RocksStore] and what it needs of a folder.
///
/// Invariants: one process has the folder; a folder that lost a file is refused, never started
/// empty; nothing of RocksDB is visible outside. Bytes on disk: `docs/decisions/store.md`.
@NullMarked
package io.waybill.store.rocks;

import org.jspecify.annotations.NullMarked;
