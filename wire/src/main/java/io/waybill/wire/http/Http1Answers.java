package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.waybill.wire.http.ReplyEncoder.After;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers of one HTTP/1 connection, written in the order of the requests. One of them may come
/// piece by piece; those behind it wait. Used on the connection's event loop.
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it
final class Http1Answers implements LoopLane.Flush {
  private static final Logger LOG = LoggerFactory.getLogger(Http1Answers.class);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// What the connection says and hears of its answers.
  interface Owner {
    /// Whether no further request is read, so that the last answer ends the connection.
    boolean isEnding();

    /// The connection's last answer is sent.
    void sentLast();
  }

  private final Channel channel;
  private final Scope scope;
  private final LoopLane lane;
  private final Owner owner;
  private final PendingCalls pending = new PendingCalls();
  private @Nullable StreamedBody open;
  private boolean openChunked;
  private boolean openWithBody;
  private boolean flushDue;

  Http1Answers(Channel channel, Scope scope, LoopLane lane, Owner owner) {
    this.channel = channel;
    this.scope = scope;
    this.lane = lane;
    this.owner = owner;
  }

  void add(Http1Call call) {
    pending.add(call);
  }

  /// Calls that are not answered to the end.
  int count() {
    return pending.count() + (open == null ? 0 : 1);
  }

  boolean isEmpty() {
    return pending.isEmpty() && open == null;
  }

  /// Writes the answers that are ready, as far as the order of the requests allows.
  void writeReady() {
    boolean more = true;
    while (more) {
      more = open == null ? writeNext() : writePieces(open);
    }
  }

  private boolean writeNext() {
    Optional<Http1Call> next = pending.takeAnswered();
    next.ifPresent(call -> {
      scope.budget().giveBack(call.payload().budget());
      writeOrClose(call);
    });
    return next.isPresent();
  }

  /// There may be no memory for an answer: better no connection than one whose caller waits for
  /// ever.
  private void writeOrClose(Http1Call call) {
    StreamedBody body = call.outcome().body();
    try {
      if (channel.isActive()) {
        if (body == null) {
          writeWhole(call);
        } else {
          begin(call, body);
        }
      } else if (body != null) {
        body.gone();
      }
    } catch (RuntimeException | Error broken) {
      LOG.error("an answer could not be written; its connection is closed", broken);
      channel.close();
    } finally {
      scope.answers().giveBack(call.outcome().release());
    }
  }

  private void writeWhole(Http1Call call) {
    boolean close = closes();
    boolean withBody = !call.method().equals("HEAD");
    ByteBuf out =
        lane.encoder()
            .encode(channel.alloc(), call.outcome().reply(), withBody, after(call, close));
    long counted = AnswerBudget.counted(out.readableBytes());
    if (close || counted > 0) {
      scope.answers().take(counted);
      channel
          .write(out)
          .addListener(sent -> {
            scope.answers().giveBack(counted);
            if (close) {
              owner.sentLast();
            }
          });
    } else {
      channel.write(out, channel.voidPromise());
    }
    flushLater();
  }

  private boolean closes() {
    return pending.isEmpty() && owner.isEnding();
  }

  private static After after(Http1Call call, boolean close) {
    return close ? After.CLOSE : call.head().http11() ? After.STAY : After.STAY_SAID;
  }

  /// Writes the head of an answer whose pieces follow. A peer that knows no chunks sees the end of
  /// the body at the end of the connection.
  private void begin(Http1Call call, StreamedBody body) {
    open = body;
    openChunked = call.head().http11();
    openWithBody = !call.method().equals("HEAD");
    After after = after(call, closes() || !openChunked);
    ByteBuf out =
        lane.encoder().encodeHead(channel.alloc(), call.outcome().reply(), openChunked, after);
    channel.write(out, channel.voidPromise());
    flushLater();
  }

  /// Writes what is ready of `body`, as far as the peer reads. True where it is at its end.
  private boolean writePieces(StreamedBody body) {
    while (channel.isWritable()) {
      byte[] piece = body.next();
      if (piece == null) {
        break;
      }
      if (openWithBody) {
        channel.write(openChunked ? chunk(piece) : Unpooled.wrappedBuffer(piece));
        flushLater();
      }
    }
    if (body.isBroken()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      return false;
    }
    if (!body.isOver()) {
      return false;
    }
    open = null;
    boolean close = closes() || !openChunked;
    byte[] last = openChunked && openWithBody ? LAST_CHUNK : new byte[0];
    channel
        .write(Unpooled.wrappedBuffer(last))
        .addListener(sent -> {
          if (close) {
            owner.sentLast();
          }
        });
    flushLater();
    return true;
  }

  private static ByteBuf chunk(byte[] piece) {
    byte[] head = (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return Unpooled.wrappedBuffer(head, piece, new byte[] {'\r', '\n'});
  }

  /// Writes an interim answer.
  void writeRaw(byte[] bytes) {
    channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
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

  /// Ends the calls whose answers nobody may be there to get.
  void inputEnded() {
    pending.inputEnded();
  }

  /// Whether the call whose turn it is has been ended without an answer.
  boolean isStuck() {
    return open == null && pending.isStuck();
  }

  /// Tells each call that its caller has gone away.
  void allGone() {
    if (open != null) {
      open.gone();
    }
    pending.allGone();
  }

  /// Forgets all calls and gives back what their bodies and answers hold.
  void drop() {
    pending.drop(scope.budget(), scope.answers());
  }
}
