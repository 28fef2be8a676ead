package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Goes over from HTTP/1.1 to HTTP/2 where the peer asks for it in its first request, as Java's own
/// client does.
///
/// The request becomes the first stream, so it must be read by Netty's HTTP/1 codec: its head,
/// which our parser has found good, is written out again for it.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class Http2Upgrade extends ChannelInboundHandlerAdapter implements LoopLane.Member {
  private static final AsciiString PROTOCOL = AsciiString.cached("h2c");

  private final Channel channel;
  private final Scope scope;
  private final LoopLane lane;
  private final long since = System.nanoTime();

  private Http2Upgrade(Channel channel, Scope scope, LoopLane lane) {
    this.channel = channel;
    this.scope = scope;
    this.lane = lane;
  }

  /// Replaces `http1` in its pipeline and lets the upgrade begin.
  ///
  /// @param rest what came behind the head; released here
  static void begin(
      Http1Connection http1, RequestHead head, ByteBuf rest, Scope scope, LoopLane lane) {
    ChannelPipeline pipeline = http1.channel().pipeline();
    var codec = new HttpServerCodec();
    List<ChannelHandler> http2 = Http2Connection.handlers(http1.channel(), "http", scope, lane);
    var upgrade =
        new HttpServerUpgradeHandler(
            codec,
            protocol ->
                AsciiString.contentEquals(PROTOCOL, protocol)
                    ? new Http2ServerUpgradeCodec(
                        (Http2FrameCodec) http2.getFirst(),
                        http2.subList(1, http2.size()).toArray(ChannelHandler[]::new))
                    : null,
            scope.limits().sizes().bodyBytes());
    pipeline.addLast(codec, upgrade, new Http2Upgrade(http1.channel(), scope, lane));
    ByteBuf text = Unpooled.copiedBuffer(text(head), StandardCharsets.ISO_8859_1);
    pipeline.context(http1).fireChannelRead(Unpooled.wrappedBuffer(text, rest));
    pipeline.remove(http1);
  }

  private static String text(RequestHead head) {
    var text = new StringBuilder();
    text.append(head.method()).append(' ').append(head.target()).append(" HTTP/1.1\r\n");
    for (int i = 0; i < head.headers().count(); i++) {
      text.append(head.headers().name(i)).append(": ");
      text.append(head.headers().value(i)).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lane.join(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    lane.leave(this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    ReferenceCountUtil.release(event);
    if (event instanceof HttpServerUpgradeHandler.UpgradeEvent) {
      context.pipeline().remove(this);
    } else {
      channel.close();
    }
  }

  /// The request comes here only if the upgrade is malformed.
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }

  @Override
  public void sweep(long now) {
    if (now - since > scope.limits().times().body().toNanos()) {
      channel.close();
    }
  }

  @Override
  public void drain() {
    channel.close();
  }
}
