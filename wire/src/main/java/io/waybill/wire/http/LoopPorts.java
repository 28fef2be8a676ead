package io.waybill.wire.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.waybill.engine.functions.LocalPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the ports of functions' environments on the event loops of the HTTP server: an event goes
/// from its caller's connection to the function's and back on one thread.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
public final class LoopPorts implements LocalPorts {
  private static final Logger log = LoggerFactory.getLogger(LoopPorts.class);
  private static final int BACKLOG = 16;

  /// A runtime and its extensions need a handful; what wants more would take the server's.
  private static final int CONNECTIONS_MAX = 64;

  /// What is kept for what a connection sends: nearly every event and answer to one fits.
  private static final int OUT_BYTES = 1 << 10;

  /// How often it is looked whether a peer that sends nothing more is still there.
  private static final long WATCH_MILLIS = 1_000;

  private final Loops loops;

  public LoopPorts(Loops loops) {
    this.loops = loops;
  }

  @Override
  public Port open(Function<Connection, Listener> listeners) {
    return new Opened(
        server(listeners)
            .channel(loops.transport().listener())
            .childOption(ChannelOption.TCP_NODELAY, true)
            .bind(InetAddress.getLoopbackAddress(), 0));
  }

  @Override
  public Gate open(Path file, Function<Connection, Listener> listeners) {
    Transport transport = loops.transport();
    return new Opened(
        server(listeners).channel(transport.fileListener()).bind(transport.address(file)));
  }

  private ServerBootstrap server(Function<Connection, Listener> listeners) {
    AtomicInteger connections = new AtomicInteger();
    return new ServerBootstrap()
        .group(loops.group())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.ALLOCATOR, Loops.BUFFERS)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.closeFuture().addListener(closed -> connections.decrementAndGet());
                if (connections.incrementAndGet() > CONNECTIONS_MAX) {
                  channel.close();
                } else {
                  channel.pipeline().addLast(new Heard(channel, listeners));
                }
              }
            });
  }

  /// A port or a socket, opened or about to be.
  private record Opened(ChannelFuture bound) implements Port {
    @Override
    public void await() throws IOException {
      Loops.await(bound);
    }

    @Override
    public int number() throws IOException {
      await();
      return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    @Override
    public void close() {
      bound.channel().close();
    }
  }

  /// One connection, and the end of its pipeline.
  private static final class Heard extends ChannelInboundHandlerAdapter implements Connection {
    private final Channel channel;
    private final int peerPort;
    private final Listener listener;
    private byte[] buffer = new byte[0];
    private boolean inputEnded;
    private @Nullable ByteBuf out;

    Heard(Channel channel, Function<Connection, Listener> listeners) {
      this.channel = channel;
      this.peerPort =
          channel.remoteAddress() instanceof InetSocketAddress peer ? peer.getPort() : 0;
      this.listener = listeners.apply(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        int length = in.readableBytes();
        if (in.hasArray()) {
          listener.heard(in.array(), in.arrayOffset() + in.readerIndex(), length);
          return;
        }
        if (buffer.length < length) {
          buffer = new byte[length];
        }
        in.readBytes(buffer, 0, length);
        listener.heard(buffer, 0, length);
      } finally {
        in.release();
      }
    }

    /// The peer sends nothing more, or has gone: no event tells which.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        inputEnded = true;
        listener.ended();
        watch();
      }
    }

    private void watch() {
      if (channel.isActive() && Peer.hasLeft(channel)) {
        channel.close();
      } else if (channel.isActive()) {
        channel.eventLoop().schedule(this::watch, WATCH_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      release();
      listener.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      channel.close();
    }

    @Override
    public int peerPort() {
      return peerPort;
    }

    @Override
    public void execute(Runnable task) {
      if (channel.eventLoop().inEventLoop()) {
        task.run();
      } else {
        later(task);
      }
    }

    @Override
    public void later(Runnable task) {
      try {
        channel.eventLoop().execute(task);
      } catch (RejectedExecutionException stopped) {
        log.debug("a function's connection is not served any more");
      }
    }

    @Override
    public void send(byte[] bytes) {
      execute(() -> channel.writeAndFlush(out(bytes), channel.voidPromise()));
    }

    /// `bytes` as the channel wants them: in a buffer that is used again, where they fit and the
    /// channel has done with what was in it.
    private ByteBuf out(byte[] bytes) {
      if (bytes.length > OUT_BYTES || !channel.isActive()) {
        return channel.alloc().directBuffer(bytes.length).writeBytes(bytes);
      }
      if (out == null || out.refCnt() > 1) {
        release();
        out = channel.alloc().directBuffer(OUT_BYTES);
      }
      return out.clear().writeBytes(bytes).retain();
    }

    private void release() {
      if (out != null) {
        out.release();
        out = null;
      }
    }

    @Override
    public void hold(boolean wait) {
      execute(() -> {
        if (!inputEnded) {
          channel.config().setAutoRead(!wait);
        }
      });
    }

    @Override
    public void close() {
      execute(() ->
          channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
    }
  }
}
