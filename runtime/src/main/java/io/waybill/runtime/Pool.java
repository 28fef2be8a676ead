package io.waybill.runtime;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/// The environments of one deployment. Used under the runner's lock.
final class Pool {
  /// Under which the runner finds it.
  final String key;

  /// The last one used comes first.
  final ArrayDeque<Environment> idle = new ArrayDeque<>();

  final Set<Environment> all = new HashSet<>();

  /// How many stay, however long they are idle.
  int kept;

  /// How many of those that are to stay are not initialised yet.
  int awaited;

  Runnable whenKept = () -> {};

  /// No event will come any more.
  boolean retired;

  Pool(String key) {
    this.key = key;
  }
}
