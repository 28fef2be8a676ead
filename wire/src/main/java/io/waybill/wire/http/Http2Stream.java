package io.waybill.wire.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream of an HTTP/2 connection: collects its request, hands it over, writes its answer.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class Http2Stream extends ChannelInboundHandlerAdapter
    implements LoopLane.Member, LoopLane.Delivery, LoopLane.Flush {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Stream.class);

  private final Channel stream;
  private final String scheme;
  private final Scope scope;
  private final LoopLane lane;
  private final BodyBytes body;
  private final CallOutcome outcome;
  private final long began = System.nanoTime();

  private @Nullable RequestHead head;
  private boolean whole;
  private boolean written;
  private @Nullable StreamedBody open;
  private boolean cut;
  private long writtenAt;
  private long budget;

  Http2Stream(Channel stream, String scheme, Scope scope, LoopLane lane) {
    this.stream = stream;
    this.scheme = scheme;
    this.scope = scope;
    this.lane = lane;
    this.body = new BodyBytes(scope.budget());
    this.outcome = new CallOutcome(scope.answers());
  }

  SocketAddress remote() {
    return stream.parent().remoteAddress();
  }

  String scheme() {
    return scheme;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lane.join(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    lane.begin();
    try {
      if (whole) {
        return;
      }
      switch (frame) {
        case Http2HeadersFrame headers -> headers(headers);
        case Http2DataFrame data -> data(data);
        default -> {}
      }
    } catch (BadRequest bad) {
      whole = true;
      cut = true;
      HttpHeaders headers = head == null ? HttpHeaders.NONE : head.headers();
      outcome.set(() -> bad.reply(scope.service(), headers));
      deliver();
    } finally {
      ReferenceCountUtil.release(frame);
      lane.end();
    }
  }

  private void headers(Http2HeadersFrame frame) throws BadRequest {
    // A second one is a trailer, whose fields nobody may rely on.
    if (head == null) {
      head = Http2Head.of(frame.headers(), scope.limits().sizes());
      if (head.bodyBytes() > scope.limits().sizes().bodyBytes()) {
        throw tooLong();
      }
    }
    if (frame.isEndStream()) {
      serve();
    } else if (head.expectsContinue()) {
      stream.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers(false).status("100")));
      lane.flushLater(this);
    }
  }

  private void data(Http2DataFrame frame) throws BadRequest {
    int max = scope.limits().sizes().bodyBytes();
    if (head == null || (long) body.length() + frame.content().readableBytes() > max) {
      throw tooLong();
    }
    body.append(frame.content(), max);
    if (frame.isEndStream()) {
      serve();
    }
  }

  private BadRequest tooLong() {
    return new BadRequest(
        413, "the body is longer than " + scope.limits().sizes().bodyBytes() + " bytes");
  }

  private void serve() throws BadRequest {
    whole = true;
    RequestHead request = head;
    if (request == null) {
      return;
    }
    byte[] sent = body.take();
    budget = body.takeBudget();
    HttpBody payload = HttpBody.of(request.headers(), sent, budget, scope);
    budget = payload.budget();
    var call = new Http2Call(this, request, payload, outcome, lane);
    try {
      scope.service().handle(call);
    } catch (RuntimeException bug) {
      LOG.error("a request could not be handled", bug);
      if (!outcome.answered()) {
        call.respond(HttpReply.text(500, "internal error"));
      }
    }
  }

  @Override
  public void deliver() {
    if (!written) {
      written = true;
      writtenAt = lane.now();
      writeOrClose();
    }
    if (open != null) {
      writePieces(open);
    }
  }

  /// Writes what is ready of `pieces`, as far as the peer's window allows.
  private void writePieces(StreamedBody pieces) {
    while (stream.isWritable()) {
      byte[] piece = pieces.next();
      if (piece == null) {
        break;
      }
      writtenAt = lane.now();
      if (!isHead()) {
        stream.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(piece)));
        lane.flushLater(this);
      }
    }
    if (pieces.isBroken()) {
      open = null;
      stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
    } else if (pieces.isOver()) {
      open = null;
      writtenAt = lane.now();
      stream.write(new DefaultHttp2DataFrame(true));
      lane.flushLater(this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (open != null) {
      lane.begin();
      try {
        writePieces(open);
      } finally {
        lane.end();
      }
    }
  }

  private boolean isHead() {
    return head != null && head.method().equals("HEAD");
  }

  private void writeOrClose() {
    try {
      write(outcome.reply());
    } catch (RuntimeException | Error broken) {
      LOG.error("an answer could not be written; its stream is closed", broken);
      stream.close();
    } finally {
      scope.answers().giveBack(outcome.release());
    }
  }

  private void write(HttpReply reply) {
    Http2Headers headers = new DefaultHttp2Headers(false).status(String.valueOf(reply.status()));
    headers.set("date", lane.encoder().date());
    for (HttpField field : reply.fields()) {
      headers.add(field.name().toLowerCase(Locale.ROOT), ReplyEncoder.oneLine(field.value()));
    }
    StreamedBody pieces = outcome.body();
    if (pieces != null) {
      open = pieces;
      stream.write(new DefaultHttp2HeadersFrame(headers));
      lane.flushLater(this);
      return;
    }
    headers.setInt("content-length", reply.body().length);
    boolean bodiless = reply.body().length == 0 || isHead();
    stream.write(new DefaultHttp2HeadersFrame(headers, bodiless));
    if (!bodiless) {
      long counted = AnswerBudget.counted(reply.body().length);
      scope.answers().take(counted);
      stream
          .write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(reply.body()), true))
          .addListener(sent -> scope.answers().giveBack(counted));
    }
    lane.flushLater(this);
  }

  @Override
  public void flushNow() {
    stream.flush();
  }

  /// A peer that never opens its window would keep answers in memory for ever.
  @Override
  public void sweep(long now) {
    HttpLimits.Times times = scope.limits().times();
    boolean slowBody = !whole && now - began > times.body().toNanos();
    boolean waits = written && (open == null || !stream.isWritable());
    boolean unread = waits && now - writtenAt > times.unsent().toNanos();
    if (slowBody || unread) {
      stream.close();
    } else if (cut && now - writtenAt > times.linger().toNanos() / 8) {
      // A reset together with the answer is right by RFC 9113, 8.1, but clients then drop the
      // answer.
      cut = false;
      stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
  }

  /// The connection as a whole drains.
  @Override
  public void drain() {}

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lane.leave(this);
    outcome.gone();
    scope.budget().giveBack(budget + body.takeBudget());
    scope.answers().giveBack(outcome.release());
    budget = 0;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    stream.close();
  }

  /// Reads what HTTP/2 says in pseudo header fields.
  private static final class Http2Head {
    static RequestHead of(Http2Headers headers, HttpLimits.Sizes sizes) throws BadRequest {
      List<HttpField> fields = new ArrayList<>(headers.size());
      for (Map.Entry<CharSequence, CharSequence> field : headers) {
        String name = field.getKey().toString();
        if (!name.startsWith(":")) {
          fields.add(new HttpField(name, checked(field.getValue().toString())));
        }
      }
      if (headers.authority() != null && !headers.contains("host")) {
        fields.add(new HttpField("host", headers.authority().toString()));
      }
      if (fields.size() > sizes.fields()) {
        throw new BadRequest(431, "too many header fields");
      }
      CharSequence method = headers.method();
      CharSequence path = headers.path();
      if (method == null || path == null || !isTarget(path)) {
        throw BadRequest.malformed("no method or no path");
      }
      return RequestHead.of(method.toString(), path.toString(), true, HttpHeaders.of(fields));
    }

    private static boolean isTarget(CharSequence path) {
      return path.charAt(0) == '/'
          && path.chars().allMatch(c -> c < 127 && Chars.inTarget((byte) c));
    }

    private static String checked(String value) throws BadRequest {
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) > 255 || !Chars.inValue((byte) value.charAt(i))) {
          throw BadRequest.malformed("a control character in a header field");
        }
      }
      return value;
    }
  }
}
