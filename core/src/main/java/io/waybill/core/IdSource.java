package io.waybill.core;

/// A stream of 64-bit numbers that ids are made of: unguessable in a server, seeded in a
/// simulation.
///
/// Used by one thread at a time or safe for many, as each implementation says.
@FunctionalInterface
public interface IdSource {
  long next();
}
