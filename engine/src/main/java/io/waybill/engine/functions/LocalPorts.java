package io.waybill.engine.functions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Ports on the loopback address, and sockets in the file system, on which processes of this host
/// are heard without a thread for each of them.
public interface LocalPorts {
  /// Opens a port, and does not wait until it is open.
  ///
  /// @param listeners who hears what comes over a new connection
  Port open(Function<Connection, Listener> listeners);

  /// Opens the socket `file`, and does not wait until it is open. What comes that way is faster
  /// than over a port, and whoever can't see the file can't call.
  ///
  /// @param file not there yet, in a folder that is
  Gate open(Path file, Function<Connection, Listener> listeners);

  /// Where processes connect. Closing it leaves its connections alone.
  interface Gate extends AutoCloseable {
    /// Waits until it is open: not to be called on a listener's thread.
    ///
    /// @throws IOException where it can't be opened
    void await() throws IOException;

    @Override
    void close();
  }

  /// A port.
  interface Port extends Gate {
    /// Its number, once it is open. Waits for that, as `await` does.
    ///
    /// @throws IOException where it can't be opened
    int number() throws IOException;
  }

  /// One connection. Every method may be called from any thread.
  interface Connection extends Executor {
    /// The port of the process at the other end, or 0 where it came by a socket of the file system.
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

    /// Ends it, once what was sent is on its way.
    void close();
  }

  /// Who hears a connection, always on the same thread, which must not wait.
  interface Listener {
    /// Some more has come: `length` bytes from `offset` on, which are the listener's only during
    /// the call.
    void heard(byte[] bytes, int offset, int length);

    /// Nothing more will come. The other end may still read. May be said more than once.
    void ended();
  }
}
