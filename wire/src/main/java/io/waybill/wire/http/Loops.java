package io.waybill.wire.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// The event loops on which connections are served, a thread each. Closed by whoever made them,
/// after all that is served on them.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
public final class Loops implements AutoCloseable {
  /// Whose buffers connections use: each loop keeps some at hand. Netty's own choice, which adapts
  /// to what is asked for, was rejected: a warm invoke took 2 % longer.
  static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

  private final Transport transport;
  private final MultiThreadIoEventLoopGroup group;

  /// @param count how many
  public Loops(int count, Transport transport) {
    // It notes a stack for every 128th buffer: measured, 1.3 % of the processor time of
    // SendMessage.
    if (System.getProperty("io.netty.leakDetection.level") == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
    this.transport = transport;
    this.group =
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("waybill-http", true), transport.handlers());
  }

  /// The loops that `config` asks for.
  public static Loops of(HttpConfig config) {
    return new Loops(config.loops(), config.transport());
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  Transport transport() {
    return transport;
  }

  /// Waits until a port is open.
  static void await(ChannelFuture bound) throws IOException {
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(reason(bound.cause()), bound.cause());
    }
  }

  private static String reason(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("Address already in use")) {
      return "the port is taken; stop what runs there or choose another with --port";
    }
    return text.contains("Cannot assign requested address")
        ? "this machine has no such address; choose another with --bind"
        : text;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
