package io.waybill.runtime.environment;

/// A thread that reads what a process writes, until that ends.
///
/// No virtual one: to read a pipe holds on to the carrier, and two idle environments would hold all
/// that a host with two processors has. Whatever else waits for one would then stand still.
final class PipeThread {
  private static final long STACK_BYTES = 256 << 10;

  private PipeThread() {}

  static void start(String name, Runnable reading) {
    Thread.ofPlatform().name(name).daemon().stackSize(STACK_BYTES).start(reading);
  }
}
