package io.waybill.wire.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.waybill.core.TimeSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Listens on one port and hands every request to one service. Closing it drains: calls in hand are
/// answered, within the time the limits give.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
public final class HttpServer implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final HttpConfig config;
  private final Loops loops;
  private final boolean ownLoops;
  private final Map<EventLoop, LoopLane> lanes = new ConcurrentHashMap<>();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Channel listener;

  private HttpServer(
      HttpConfig config, TimeSource time, HttpService service, Loops loops, boolean ownLoops)
      throws IOException {
    this.config = config;
    this.loops = loops;
    this.ownLoops = ownLoops;
    var scope = new Scope(service, config.limits());
    var initializer =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            LoopLane lane =
                lanes.computeIfAbsent(
                    channel.eventLoop(), l -> new LoopLane(l, config.limits().times(), time));
            accept(channel, new FirstBytes.Protocols(scope, lane));
          }
        };
    ChannelFuture bound = bootstrap(initializer).bind(config.host(), config.port());
    try {
      Loops.await(bound);
    } catch (IOException taken) {
      closeOwnLoops();
      throw taken;
    }
    this.listener = bound.channel();
  }

  /// Starts to listen, with event loops of its own.
  ///
  /// @throws IOException where the port is taken or the address is not ours; one plain line
  public static HttpServer start(HttpConfig config, TimeSource time, HttpService service)
      throws IOException {
    return new HttpServer(config, time, service, Loops.of(config), true);
  }

  /// As above, on event loops that serve others too and are closed by their owner.
  public static HttpServer start(
      HttpConfig config, TimeSource time, HttpService service, Loops loops) throws IOException {
    return new HttpServer(config, time, service, loops, false);
  }

  /// Over the limit of connections, the next few are told so and the others closed at once: to tell
  /// everybody would take as much as to serve them.
  private void accept(Channel channel, FirstBytes.Protocols protocols) {
    int max = config.limits().counts().connections();
    int open = connections.size();
    if (closed.get() || open >= max + max / 8 + 1) {
      channel.close();
      return;
    }
    connections.add(channel);
    if (open < max) {
      channel.pipeline().addLast(new FirstBytes(protocols, config.tls()));
    } else {
      var connection = new Http1Connection(channel, "http", protocols.scope(), protocols.lane());
      channel.pipeline().addLast(connection);
      connection.refuse(new BadRequest(503, "too many connections; try again"));
    }
  }

  private ServerBootstrap bootstrap(ChannelInitializer<Channel> initializer) {
    int unsent = config.limits().sizes().unsentBytes();
    return new ServerBootstrap()
        .group(loops.group())
        .channel(loops.transport().listener())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, Loops.BUFFERS)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 4, unsent))
        .childHandler(initializer);
  }

  /// The port that it listens on.
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /// Connections that are open right now.
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    listener.close().awaitUninterruptibly();
    lanes.values().forEach(lane -> lane.loop().execute(lane::drain));
    Duration drain = config.limits().times().drain();
    connections.newCloseFuture().awaitUninterruptibly(drain.toMillis());
    connections.close().awaitUninterruptibly();
    closeOwnLoops();
  }

  private void closeOwnLoops() {
    if (ownLoops) {
      loops.close();
    }
  }
}
