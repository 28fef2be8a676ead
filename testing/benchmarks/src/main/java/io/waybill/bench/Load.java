package io.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Drives scripts over many connections from one thread, as fast as the answers come, and notes how
/// long each took.
///
/// Written on plain NIO, so that the generator costs little beside the server it measures.
final class Load {
  /// What a load found.
  ///
  /// @param answers answers with status 200
  /// @param refused all other answers
  record Result(long answers, long refused, double seconds, Latencies latencies) {
    double perSecond() {
      return answers / seconds;
    }
  }

  private static final class Connection {
    final Script script;
    SocketChannel channel;
    byte @Nullable [] request;
    ByteBuffer out = ByteBuffer.allocate(0);
    ByteBuffer in = ByteBuffer.allocate(64 << 10);
    long sentAt;
    @Nullable SelectionKey key;

    Connection(SocketChannel channel, Script script) {
      this.channel = channel;
      this.script = script;
    }
  }

  private final Latencies latencies = new Latencies();
  private long answers;
  private long refused;
  private int open;

  private Load() {}

  /// Runs until every script has ended, or `seconds` are over.
  static Result run(
      InetSocketAddress server, int connections, double seconds, IntFunction<Script> scripts)
      throws IOException {
    return new Load().go(server, connections, seconds, scripts);
  }

  private Result go(
      InetSocketAddress server, int connections, double seconds, IntFunction<Script> scripts)
      throws IOException {
    try (Selector selector = Selector.open()) {
      List<Connection> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Connection connection = new Connection(open(server), scripts.apply(i));
        register(connection, selector);
        all.add(connection);
      }
      open = connections;
      long began = System.nanoTime();
      long until = began + (long) (seconds * 1e9);
      for (Connection connection : all) {
        send(connection);
      }
      while (open > 0 && System.nanoTime() < until) {
        selector.select(key -> ready(key), 100);
      }
      double took = (System.nanoTime() - began) / 1e9;
      for (Connection connection : all) {
        connection.channel.close();
      }
      return new Result(answers, refused, took, latencies);
    }
  }

  private static SocketChannel open(InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return channel;
  }

  private static void register(Connection connection, Selector selector) throws IOException {
    connection.key = connection.channel.register(selector, SelectionKey.OP_READ, connection);
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isWritable()) {
        flush(connection, key);
      }
      if (key.isReadable()) {
        receive(connection, key.selector());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void send(Connection connection) throws IOException {
    byte @Nullable [] request = connection.script.next();
    if (request == null) {
      open--;
      connection.channel.close();
      return;
    }
    connection.request = request;
    connection.out = ByteBuffer.wrap(request);
    connection.sentAt = System.nanoTime();
    connection.channel.write(connection.out);
    SelectionKey key = connection.key;
    if (connection.out.hasRemaining() && key != null) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /// The server does not keep connections: the request goes out on a new one.
  private static void again(Connection connection, Selector selector) throws IOException {
    InetSocketAddress server = (InetSocketAddress) connection.channel.getRemoteAddress();
    connection.channel.close();
    connection.channel = open(server);
    connection.in.clear();
    register(connection, selector);
    byte[] request = connection.request;
    if (request != null) {
      connection.channel.write(ByteBuffer.wrap(request));
    }
  }

  private static void flush(Connection connection, SelectionKey key) throws IOException {
    connection.channel.write(connection.out);
    if (!connection.out.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void receive(Connection connection, Selector selector) throws IOException {
    if (!connection.in.hasRemaining()) {
      ByteBuffer larger = ByteBuffer.allocate(connection.in.capacity() * 2);
      larger.put(connection.in.flip());
      connection.in = larger;
    }
    if (connection.channel.read(connection.in) < 0) {
      again(connection, selector);
      return;
    }
    Answer answer = Answer.parse(connection.in.array(), connection.in.position());
    if (answer == null) {
      return;
    }
    latencies.add(System.nanoTime() - connection.sentAt);
    if (answer.status() == 200) {
      answers++;
    } else {
      refused++;
    }
    connection.script.answered(
        answer.status(), connection.in.array(), answer.bodyAt(), answer.bodyLength());
    connection.in.clear();
    send(connection);
  }
}
