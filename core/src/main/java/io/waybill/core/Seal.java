package io.waybill.core;

/// Keeps secrets unreadable at rest: what is stored of them is sealed. Safe for many threads.
public interface Seal {
  byte[] seal(byte[] secret);

  /// What was sealed. Throws IllegalStateException where it was sealed with another key, or changed
  /// since.
  byte[] open(byte[] sealed);
}
