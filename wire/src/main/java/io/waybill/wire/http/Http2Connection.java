package io.waybill.wire.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/// Watches one HTTP/2 connection: its idle time, a peer that does not read, and its end. The
/// protocol is Netty's work; against floods of resets, settings and continuations its own limits
/// stand.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class Http2Connection extends ChannelInboundHandlerAdapter implements LoopLane.Member {
  private static final int WINDOW_BYTES = 1 << 20;

  private final Channel channel;
  private final Http2FrameCodec codec;
  private final Scope scope;
  private final LoopLane lane;
  private boolean draining;
  private boolean ended;
  private long busyAt = System.nanoTime();
  private long writableAt = System.nanoTime();

  private Http2Connection(Channel channel, Http2FrameCodec codec, Scope scope, LoopLane lane) {
    this.channel = channel;
    this.codec = codec;
    this.scope = scope;
    this.lane = lane;
    codec
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onStreamClosed(io.netty.handler.codec.http2.Http2Stream closed) {
                endIfDrained();
              }
            });
  }

  static void install(ChannelPipeline pipeline, String scheme, Scope scope, LoopLane lane) {
    pipeline.addLast(
        handlers(pipeline.channel(), scheme, scope, lane).toArray(ChannelHandler[]::new));
  }

  /// The handlers of an HTTP/2 connection; the first is the codec.
  static List<ChannelHandler> handlers(Channel channel, String scheme, Scope scope, LoopLane lane) {
    HttpLimits limits = scope.limits();
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(limits.counts().streams())
                    .maxHeaderListSize(limits.sizes().headBytes())
                    .initialWindowSize(WINDOW_BYTES))
            .gracefulShutdownTimeoutMillis(limits.times().drain().toMillis())
            .build();
    var connection = new Http2Connection(channel, codec, scope, lane);
    var streams =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel stream) {
            stream.pipeline().addLast(new Http2Stream(stream, scheme, scope, lane));
          }
        };
    return List.of(codec, new Http2MultiplexHandler(streams, streams), connection);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lane.join(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lane.leave(this);
  }

  /// Frames of the connection as a whole are the codec's business.
  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    ReferenceCountUtil.release(frame);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      channel.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }

  @Override
  public void sweep(long now) {
    HttpLimits.Times times = scope.limits().times();
    if (codec.connection().numActiveStreams() > 0) {
      busyAt = now;
    }
    if (channel.isWritable()) {
      writableAt = now;
    }
    boolean idle = now - busyAt > times.idle().toNanos();
    boolean stuck = now - writableAt > times.unsent().toNanos();
    boolean drained = ended && now - busyAt > times.linger().toNanos();
    if (idle || stuck || drained) {
      channel.close();
    }
  }

  @Override
  public void drain() {
    busyAt = lane.now();
    channel
        .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
        .addListener(sent -> {
          draining = true;
          endIfDrained();
        });
  }

  /// Once all is answered, ends our side and leaves the other to the peer: closing both could take
  /// our last answer back. A peer that does not end its own has the linger time.
  private void endIfDrained() {
    if (!draining || ended || codec.connection().numActiveStreams() > 0) {
      return;
    }
    ended = true;
    busyAt = System.nanoTime();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      endOutput();
    } else {
      tls.closeOutbound().addListener(sent -> endOutput());
    }
  }

  private void endOutput() {
    if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }
}
