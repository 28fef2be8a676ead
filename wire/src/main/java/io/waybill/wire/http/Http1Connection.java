package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.waybill.wire.http.ReplyEncoder.After;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP/1 connection: parses, hands requests over, and writes their answers in the order of the
/// requests. All of it happens on the connection's event loop.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class Http1Connection extends ChannelInboundHandlerAdapter
    implements LoopLane.Member, LoopLane.Flush {
  private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LINGER_BYTES = 1 << 20;

  private enum Phase {
    /// No byte of a request yet.
    IDLE,
    HEAD,
    BODY,
    /// Calls in hand, nothing half read.
    BUSY,
    /// Nothing more is read; calls in hand are answered.
    LAST,
    /// Nothing more is written; bytes are thrown away until the peer is done.
    LINGER
  }

  private final Channel channel;
  private final String scheme;
  private final Scope scope;
  private final LoopLane lane;
  private final RequestParser parser;

  private @Nullable Http1Call first;
  private @Nullable Http1Call last;
  private int inHand;
  private @Nullable ByteBuf held;
  private boolean paused;
  private boolean draining;
  private boolean continueDue;
  private boolean flushDue;
  private int lingered;
  private Phase phase = Phase.IDLE;
  private long phaseSince;
  private long unsentSince;

  Http1Connection(Channel channel, String scheme, Scope scope, LoopLane lane) {
    this.channel = channel;
    this.scheme = scheme;
    this.scope = scope;
    this.lane = lane;
    this.parser = new RequestParser(scope.limits().sizes(), scope.budget());
    this.phaseSince = lane.now();
  }

  Channel channel() {
    return channel;
  }

  LoopLane lane() {
    return lane;
  }

  SocketAddress remote() {
    return channel.remoteAddress();
  }

  String scheme() {
    return scheme;
  }

  String localHost() {
    return channel.localAddress() instanceof InetSocketAddress local
        ? local.getAddress().getHostAddress() + ":" + local.getPort()
        : "localhost";
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lane.join(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var in = (ByteBuf) message;
    lane.begin();
    try {
      if (held != null) {
        held = Unpooled.wrappedBuffer(held, in);
      } else {
        held = in;
      }
      parseHeld();
    } finally {
      lane.end();
    }
  }

  private void parseHeld() {
    ByteBuf in = held;
    if (in == null) {
      return;
    }
    try {
      while (in.isReadable() && !paused && reading()) {
        parse(in);
      }
    } catch (BadRequest bad) {
      refuse(bad);
    }
    if (!reading()) {
      lingered += in.readableBytes();
      in.skipBytes(in.readableBytes());
      if (lingered > LINGER_BYTES) {
        channel.close();
      }
    }
    if (!in.isReadable()) {
      held = null;
      in.release();
    }
  }

  private boolean reading() {
    return phase != Phase.LAST && phase != Phase.LINGER;
  }

  private void parse(ByteBuf in) throws BadRequest {
    byte[] scratch = lane.scratch();
    int start = in.readerIndex();
    int end = Math.min(in.readableBytes(), scratch.length);
    in.getBytes(start, scratch, 0, end);
    int at = 0;
    boolean more = true;
    while (more && !paused && reading()) {
      at = parser.feed(scratch, at, end);
      in.readerIndex(start + at);
      switch (parser.progress()) {
        case HEAD -> {
          if (mayUpgrade(parser.head())) {
            upgrade(in);
            return;
          }
          head(parser.head());
        }
        case REQUEST -> {
          request(parser.head());
          more = at < end;
        }
        case PART -> more = false;
      }
    }
    phaseNow();
  }

  private boolean mayUpgrade(RequestHead head) {
    return inHand == 0 && scheme.equals("http") && head.upgradesToHttp2() && reading();
  }

  private void upgrade(ByteBuf in) {
    enter(Phase.LAST);
    lane.leave(this);
    Http2Upgrade.begin(this, parser.head(), in.readRetainedSlice(in.readableBytes()), scope, lane);
  }

  private void phaseNow() {
    if (!reading()) {
      return;
    }
    Phase now;
    if (parser.midway()) {
      now = parser.inBody() ? Phase.BODY : Phase.HEAD;
    } else {
      now = inHand > 0 ? Phase.BUSY : Phase.IDLE;
    }
    if (now != phase || now == Phase.IDLE) {
      enter(now);
    }
  }

  private void enter(Phase next) {
    phase = next;
    phaseSince = lane.now();
  }

  private void head(RequestHead head) throws BadRequest {
    if (!head.headers().has("expect")) {
      return;
    }
    if (!head.expectsContinue()) {
      throw new BadRequest(417, "the expectation is not known");
    }
    if (head.bodyBytes() != 0) {
      continueDue = true;
      sayContinue();
    }
  }

  /// An interim answer keeps its place too: it waits for the calls before it.
  private void sayContinue() {
    if (continueDue && inHand == 0) {
      continueDue = false;
      channel.write(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
      flushLater();
    }
  }

  private void request(RequestHead head) throws BadRequest {
    continueDue = false;
    byte[] sent = parser.takeBody();
    long budget = parser.takeBudget();
    Http1Call call;
    try {
      HttpBody body = HttpBody.of(head.headers(), sent, budget, scope);
      budget = body.budget();
      call = new Http1Call(this, head, head.pathAndQuery(), body);
    } catch (BadRequest bad) {
      scope.budget().giveBack(budget);
      throw bad;
    }
    append(call);
    if (!head.keepAlive() || draining) {
      enter(Phase.LAST);
    }
    pauseOrResume();
    serve(call);
  }

  private void serve(Http1Call call) {
    try {
      scope.service().handle(call);
    } catch (RuntimeException bug) {
      LOG.error("a request could not be handled", bug);
      if (!call.outcome().answered()) {
        call.respond(HttpReply.text(500, "internal error"));
      }
    }
  }

  private void append(Http1Call call) {
    if (last == null) {
      first = call;
    } else {
      last.next = call;
    }
    last = call;
    inHand++;
  }

  /// Answers `bad` after the calls before it, and ends the connection.
  void refuse(BadRequest bad) {
    scope.budget().giveBack(parser.takeBudget());
    var head = new RequestHead("", "", true, HttpHeaders.NONE, 0);
    var call = new Http1Call(this, head, "", HttpBody.NONE);
    append(call);
    enter(Phase.LAST);
    call.respond(bad.reply());
  }

  /// Writes the answers that are ready, as far as the order of the requests allows.
  void writeReady() {
    while (first != null) {
      Http1Call call = first;
      Optional<HttpReply> reply = call.outcome().reply();
      if (reply.isEmpty()) {
        break;
      }
      first = call.next;
      inHand--;
      if (first == null) {
        last = null;
      }
      scope.budget().giveBack(call.payload().budget());
      write(call, reply.get());
    }
    sayContinue();
    pauseOrResume();
    phaseNow();
  }

  private void write(Http1Call call, HttpReply reply) {
    if (!channel.isActive()) {
      return;
    }
    boolean close = first == null && phase == Phase.LAST;
    After after = close ? After.CLOSE : call.head().http11() ? After.STAY : After.STAY_SAID;
    boolean withBody = !call.method().equals("HEAD");
    ByteBuf out = lane.encoder().encode(channel.alloc(), reply, withBody, after);
    if (close) {
      channel.write(out).addListener(sent -> linger());
    } else {
      channel.write(out, channel.voidPromise());
    }
    flushLater();
  }

  private void flushLater() {
    if (!flushDue) {
      flushDue = true;
      lane.flushLater(this);
    }
  }

  @Override
  public void flushNow() {
    flushDue = false;
    channel.flush();
  }

  /// Says that no more comes, and waits a little for the peer to have read it: closing at once,
  /// with bytes of the peer unread, would take our last answer back from it.
  private void linger() {
    if (phase == Phase.LINGER || !channel.isActive()) {
      return;
    }
    enter(Phase.LINGER);
    channel.config().setAutoRead(true);
    if (channel instanceof DuplexChannel duplex && scheme.equals("http")) {
      if (duplex.isInputShutdown()) {
        channel.close();
      } else {
        duplex.shutdownOutput();
      }
    } else {
      channel.close();
    }
  }

  private void pauseOrResume() {
    boolean full = inHand >= scope.limits().counts().pipelined() || !channel.isWritable();
    if (full == paused) {
      return;
    }
    paused = full;
    channel.config().setAutoRead(!full);
    if (!full) {
      parseHeld();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    lane.begin();
    try {
      unsentSince = lane.now();
      pauseOrResume();
    } finally {
      lane.end();
    }
  }

  @Override
  public void sweep(long now) {
    HttpLimits.Times times = scope.limits().times();
    if (!channel.isWritable() && over(times.unsent(), now, unsentSince)) {
      channel.close();
      return;
    }
    switch (phase) {
      case BUSY -> {}
      case IDLE -> closeAfter(times.idle(), now);
      case HEAD -> refuseAfter(times.head(), now, "the header fields took too long");
      case BODY -> refuseAfter(times.body(), now, "the body took too long");
      case LINGER -> closeAfter(times.linger(), now);
      case LAST -> {
        if (channel instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
          closeAfter(times.linger(), now);
        }
      }
    }
  }

  private void closeAfter(Duration limit, long now) {
    if (over(limit, now, phaseSince)) {
      channel.close();
    }
  }

  private void refuseAfter(Duration limit, long now, String line) {
    if (over(limit, now, phaseSince)) {
      refuse(new BadRequest(408, line));
    }
  }

  private static boolean over(Duration limit, long now, long since) {
    return now - since > limit.toNanos();
  }

  @Override
  public void drain() {
    draining = true;
    if (inHand > 0) {
      enter(Phase.LAST);
    } else if (!parser.midway()) {
      channel.close();
    }
  }

  /// The peer says that it will send no more. Long polls end, since hardly any client half-closes
  /// and waits; calls that are answered soon are still answered.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownEvent)) {
      return;
    }
    if (inHand == 0 || phase == Phase.LINGER) {
      channel.close();
      return;
    }
    enter(Phase.LAST);
    allGone();
  }

  private void allGone() {
    for (Http1Call call = first; call != null; call = call.next) {
      call.outcome().gone();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lane.leave(this);
    allGone();
    for (Http1Call call = first; call != null; call = call.next) {
      scope.budget().giveBack(call.payload().budget());
    }
    first = null;
    last = null;
    scope.budget().giveBack(parser.takeBudget());
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a connection broke: {}", cause.getMessage());
    } else {
      LOG.error("a connection failed", cause);
    }
    context.close().addListener(ChannelFutureListener.CLOSE);
  }
}
