package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP/1 connection: parses, hands requests over, and writes their answers in the order of the
/// requests. All of it happens on the connection's event loop.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class Http1Connection extends ChannelInboundHandlerAdapter
    implements LoopLane.Member, Http1Answers.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LINGER_BYTES = 64 << 20;

  private final Channel channel;
  private final String scheme;
  private final Scope scope;
  private final LoopLane lane;
  private final RequestParser parser;
  private final Http1Answers answers;
  private final Stage stage;

  /// What came and is not parsed yet.
  private @Nullable ByteBuf held;

  private boolean paused;

  /// The peer has said that it will send no more.
  private boolean allSent;

  private boolean draining;
  private long drainingSince;
  private boolean continueDue;
  private int lingered;
  private long unsentSince;

  Http1Connection(Channel channel, String scheme, Scope scope, LoopLane lane) {
    this.channel = channel;
    this.scheme = scheme;
    this.scope = scope;
    this.lane = lane;
    this.answers = new Http1Answers(channel, scope, lane, this);
    this.parser = new RequestParser(scope.limits().sizes(), scope.budget());
    this.stage = new Stage(scope.limits().times(), System.nanoTime());
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
      held = held == null ? in : Unpooled.wrappedBuffer(held, in);
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
      while (in.isReadable() && !paused && stage.reading()) {
        parse(in);
      }
    } catch (BadRequest bad) {
      refuse(bad);
    }
    if (!stage.reading()) {
      throwAway(in);
    }
    if (!in.isReadable()) {
      held = null;
      in.release();
    }
  }

  private void throwAway(ByteBuf in) {
    lingered += in.readableBytes();
    in.skipBytes(in.readableBytes());
    if (lingered > LINGER_BYTES) {
      channel.close();
    }
  }

  private void parse(ByteBuf in) throws BadRequest {
    byte[] scratch = lane.scratch();
    int start = in.readerIndex();
    int end = Math.min(in.readableBytes(), scratch.length);
    in.getBytes(start, scratch, 0, end);
    int at = 0;
    boolean more = true;
    while (more && !paused && stage.reading()) {
      at = parser.feed(scratch, at, end);
      in.readerIndex(start + at);
      switch (parser.progress()) {
        case HEAD -> head(parser.head(), in);
        case REQUEST -> {
          request(parser.head());
          more = at < end;
        }
        case PART -> more = false;
      }
    }
    settle();
  }

  /// Names the stage that the parser and the calls in hand amount to.
  private void settle() {
    if (!stage.reading()) {
      return;
    }
    Stage.Name now;
    if (parser.midway()) {
      now = parser.inBody() ? Stage.Name.BODY : Stage.Name.HEAD;
    } else {
      now = answers.isEmpty() ? Stage.Name.IDLE : Stage.Name.BUSY;
    }
    if (now != stage.name() || now == Stage.Name.IDLE) {
      stage.enter(now, lane.now());
    }
  }

  private void head(RequestHead head, ByteBuf rest) throws BadRequest {
    if (head.upgradesToHttp2() && answers.isEmpty() && scheme.equals("http")) {
      upgrade(rest);
    } else if (head.headers().has("expect")) {
      if (!head.expectsContinue()) {
        throw new BadRequest(417, "the expectation is not known");
      }
      continueDue = head.bodyBytes() != 0;
      sayContinue();
    }
  }

  private void upgrade(ByteBuf rest) {
    stage.enter(Stage.Name.LAST, lane.now());
    lane.leave(this);
    ByteBuf behind = rest.readRetainedSlice(rest.readableBytes());
    Http2Upgrade.begin(this, parser.head(), behind, scope, lane);
  }

  /// An interim answer keeps its place too: it waits for the calls before it.
  private void sayContinue() {
    if (continueDue && answers.isEmpty()) {
      continueDue = false;
      answers.writeRaw(CONTINUE);
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
      call = call(head, head.pathAndQuery(), body);
    } catch (BadRequest bad) {
      scope.budget().giveBack(budget);
      throw bad;
    }
    answers.add(call);
    if (!head.keepAlive() || draining) {
      stage.enter(Stage.Name.LAST, lane.now());
    }
    pauseOrResume();
    serve(call);
  }

  private Http1Call call(RequestHead head, String pathAndQuery, HttpBody body) {
    return new Http1Call(this, head, pathAndQuery, body, new CallOutcome(scope.answers()));
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

  /// Answers `bad` after the calls before it, and ends the connection.
  void refuse(BadRequest bad) {
    scope.budget().giveBack(parser.takeBudget());
    var head = new RequestHead("", "", true, HttpHeaders.NONE, 0);
    var call = call(head, "", HttpBody.NONE);
    answers.add(call);
    stage.enter(Stage.Name.LAST, lane.now());
    call.respond(bad.reply(scope.service(), parser.head().headers()));
  }

  /// Writes the answers that are ready, as far as the order of the requests allows.
  void writeReady() {
    answers.writeReady();
    sayContinue();
    pauseOrResume();
    settle();
  }

  @Override
  public boolean isEnding() {
    return !stage.reading();
  }

  /// Says that no more comes, and waits a little for the peer to have read it: closing at once,
  /// with bytes of the peer unread, would take our last answer back from it.
  @Override
  public void sentLast() {
    if (stage.name() == Stage.Name.LINGER || !channel.isActive()) {
      return;
    }
    stage.enter(Stage.Name.LINGER, lane.now());
    read(true);
    boolean plain = scheme.equals("http");
    if (plain && channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  private void read(boolean more) {
    if (!allSent) {
      channel.config().setAutoRead(more);
    }
  }

  /// Reads nothing more while too many calls or bytes of answers wait on this connection.
  private void pauseOrResume() {
    int depth = scope.limits().counts().pipelined();
    boolean full = answers.count() >= depth || !channel.isWritable();
    if (full == paused) {
      return;
    }
    paused = full;
    read(!full);
    stage.restart(lane.now());
    if (!full) {
      parseHeld();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    lane.begin();
    try {
      unsentSince = lane.now();
      answers.writeReady();
      pauseOrResume();
    } finally {
      lane.end();
    }
  }

  @Override
  public void sweep(long now) {
    HttpLimits.Times times = scope.limits().times();
    if (!channel.isWritable() && now - unsentSince > times.unsent().toNanos()) {
      channel.close();
      return;
    }
    if (paused && stage.reading()) {
      return;
    }
    if (stage.name() == Stage.Name.HALF_CLOSED) {
      closeIfLeft();
      return;
    }
    if (stage.reading() && isLate(now)) {
      refuse(new BadRequest(503, "the server is stopping"));
      return;
    }
    switch (stage.due(now)) {
      case NOTHING -> {}
      case CLOSE -> channel.close();
      case REFUSE -> refuse(new BadRequest(408, "the request took too long to arrive"));
    }
  }

  /// A server that stops waits for the rest of a request no longer than for a peer to read.
  private boolean isLate(long now) {
    long patience = scope.limits().times().linger().toNanos();
    return draining && answers.isEmpty() && parser.midway() && now - drainingSince > patience;
  }

  @Override
  public void drain() {
    draining = true;
    drainingSince = lane.now();
    if (!stage.reading()) {
      return;
    }
    if (!answers.isEmpty()) {
      stage.enter(Stage.Name.LAST, lane.now());
    } else if (!parser.midway()) {
      channel.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      inputEnded();
    }
  }

  /// The peer says that it will send no more, or has gone: nothing tells which. Long polls end,
  /// since what they would be given may reach nobody; every other call is answered.
  private void inputEnded() {
    allSent = true;
    if (stage.name() == Stage.Name.LINGER) {
      channel.close();
    } else if (stage.name() != Stage.Name.HALF_CLOSED) {
      stage.enter(Stage.Name.HALF_CLOSED, System.nanoTime());
      answers.inputEnded();
      if (answers.isEmpty()) {
        closeWhenSent();
      } else {
        closeIfLeft();
      }
    }
  }

  /// An answer may be on its way in part.
  private void closeWhenSent() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /// Ends the connection where nothing can be answered any more.
  private void closeIfLeft() {
    if (answers.isStuck() || Peer.hasLeft(channel)) {
      channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lane.leave(this);
    answers.allGone();
    answers.drop();
    scope.budget().giveBack(parser.takeBudget());
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || cause.getCause() instanceof IOException) {
      LOG.debug("a connection broke: {}", cause.getMessage());
    } else {
      LOG.error("a connection failed", cause);
    }
    context.close();
  }
}
