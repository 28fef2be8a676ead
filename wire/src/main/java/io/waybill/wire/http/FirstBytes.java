package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out from a connection's first bytes what is spoken on it: TLS, HTTP/2 or HTTP/1; and makes
/// room for whoever speaks that.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class FirstBytes extends ChannelInboundHandlerAdapter implements LoopLane.Member {
  // RFC 9113, 3.4.
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// How many of them tell HTTP/2 from every method of HTTP/1.
  private static final int PREFACE_SURE = 4;

  private static final byte TLS_HANDSHAKE = 0x16;

  private final Protocols protocols;
  private final Optional<Tls> tls;
  private final long since = System.nanoTime();
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf held;

  FirstBytes(Protocols protocols, Optional<Tls> tls) {
    this.protocols = protocols;
    this.tls = tls;
  }

  /// Puts a protocol's handlers at the end of a pipeline.
  record Protocols(Scope scope, LoopLane lane) {
    void http1(ChannelPipeline pipeline, String scheme) {
      pipeline.addLast(new Http1Connection(pipeline.channel(), scheme, scope, lane));
    }

    void http2(ChannelPipeline pipeline, String scheme) {
      Http2Connection.install(pipeline, scheme, scope, lane);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    protocols.lane().join(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    protocols.lane().leave(this);
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) {
    ByteBuf in = held == null ? (ByteBuf) message : Unpooled.wrappedBuffer(held, (ByteBuf) message);
    held = in;
    if (!in.isReadable()) {
      return;
    }
    ChannelPipeline pipeline = reader.pipeline();
    byte first = in.getByte(in.readerIndex());
    if (first == TLS_HANDSHAKE) {
      tls(reader, pipeline);
    } else if (tls.isPresent()) {
      refuseClearText(reader, in);
      return;
    } else if (startsLikePreface(in)) {
      if (in.readableBytes() < PREFACE_SURE) {
        return;
      }
      protocols.http2(pipeline, "http");
    } else {
      protocols.http1(pipeline, "http");
    }
    held = null;
    reader.fireChannelRead(in);
    pipeline.remove(this);
  }

  private void tls(ChannelHandlerContext reader, ChannelPipeline pipeline) {
    if (tls.isEmpty()) {
      reader.close();
      return;
    }
    pipeline.addLast(
        new SslHandler(tls.get().context().newEngine(reader.alloc())), new Negotiated(protocols));
  }

  /// A client that leaves TLS out by mistake would go on sending its secrets in clear if it were
  /// served.
  private void refuseClearText(ChannelHandlerContext reader, ByteBuf in) {
    in.release();
    held = null;
    Channel channel = reader.channel();
    Http1Connection connection =
        new Http1Connection(channel, "http", protocols.scope(), protocols.lane());
    reader.pipeline().addLast(connection);
    reader.pipeline().remove(this);
    connection.refuse(new BadRequest(400, "this port speaks TLS only: call it with https://"));
  }

  private static boolean startsLikePreface(ByteBuf in) {
    int count = Math.min(in.readableBytes(), PREFACE_SURE);
    for (int i = 0; i < count; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext reader, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      reader.close();
    } else {
      reader.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext reader, Throwable cause) {
    reader.close();
  }

  @Override
  public void sweep(long now) {
    HttpLimits.Times times = protocols.scope().limits().times();
    if (now - since > (held == null ? times.idle() : times.head()).toNanos()) {
      drain();
    }
  }

  @Override
  public void drain() {
    if (context != null) {
      context.close();
    }
  }

  /// After the handshake: speaks what the peer chose with ALPN.
  private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
    private final Protocols protocols;

    Negotiated(Protocols protocols) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.protocols = protocols;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext reader, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        protocols.http2(reader.pipeline(), "https");
      } else {
        protocols.http1(reader.pipeline(), "https");
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext reader, Object event) throws Exception {
      if (event instanceof ChannelInputShutdownEvent) {
        reader.close();
      }
      super.userEventTriggered(reader, event);
    }

    /// A peer that doesn't speak TLS properly, or not ours: its business.
    @Override
    public void exceptionCaught(ChannelHandlerContext reader, Throwable cause) {
      reader.close();
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext reader, Throwable cause) {
      reader.close();
    }
  }
}
