/// A store that fails as a disk, a kernel and a power supply fail, for tests and simulation:
/// [FaultyStore]. It stands with the main code because several modules' tests use it.
///
/// Invariant: it is never kinder than the store on disk. Nothing outside tests calls it.
@NullMarked
package io.waybill.store.fault;

import org.jspecify.annotations.NullMarked;
