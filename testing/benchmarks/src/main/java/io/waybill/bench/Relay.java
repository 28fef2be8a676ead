package io.waybill.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Passes bytes on between its callers and one server, and does nothing else: the least that
/// anything costs that stands between the two.
final class Relay {
  private static final int BUFFER = 64 << 10;

  private Relay() {}

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      System.out.println("http://127.0.0.1:" + listener.socket().getLocalPort());
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      while (true) {
        selector.select(key -> {
          try {
            if (key.isAcceptable()) {
              join(listener.accept(), SocketChannel.open(target), selector);
            } else {
              pass((SocketChannel) key.channel(), (SocketChannel) key.attachment(), buffer);
            }
          } catch (IOException broken) {
            key.cancel();
          }
        });
      }
    }
  }

  private static void join(SocketChannel one, SocketChannel other, Selector selector)
      throws IOException {
    for (SocketChannel each : new SocketChannel[] {one, other}) {
      each.setOption(StandardSocketOptions.TCP_NODELAY, true);
      each.configureBlocking(false);
    }
    one.register(selector, SelectionKey.OP_READ, other);
    other.register(selector, SelectionKey.OP_READ, one);
  }

  private static void pass(SocketChannel from, SocketChannel to, ByteBuffer buffer)
      throws IOException {
    if (from.read(buffer.clear()) < 0) {
      from.close();
      to.close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }
}
