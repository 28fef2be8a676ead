package io.waybill.engine.functions;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Ports on the loopback address on which processes of this host are heard, without a thread for
/// each of them.
public interface LocalPorts {
  /// Opens a port, and does not wait until it is open.
  ///
  /// @param listeners who hears what comes over a new connection
  Port open(Function<Connection, Listener> listeners);

  /// A port. Closing it leaves its connections alone.
  interface Port extends AutoCloseable {
    /// Its number, once it is open. Waits for that: not to be asked on a listener's thread.
    ///
    /// @throws IOException where it can't be opened
    int number() throws IOException;

    @Override
    void close();
  }

  /// One connection. Every method may be called from any thread.
  interface Connection extends Executor {
    /// The port of the process at the other end.
    int peerPort();

    /// Runs `task` on the thread that its listener is called on; at once, where we are on it.
    @Override
    void execute(Runnable task);

    /// Runs `task` on that thread too, but behind what it does now and has been given to do.
    void later(Runnable task);

    /// Sends `bytes`, which are not changed any more, behind what was sent before.
    void send(byte[] bytes);

    /// Lets what comes wait in the system's buffers, or no longer.
    void hold(boolean wait);

    void close();
  }

  /// Who hears a connection, always on the same thread, which must not wait.
  interface Listener {
    /// Some more has come: `length` bytes from `offset` on, which are the listener's only during
    /// the call.
    void heard(byte[] bytes, int offset, int length);

    /// Nothing more will come.
    void ended();
  }
}
