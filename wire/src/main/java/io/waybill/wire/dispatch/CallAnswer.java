package io.waybill.wire.dispatch;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Event;
import io.waybill.shapes.EventFeed;
import io.waybill.shapes.Eventful;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.store.StoreFailure;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpPieces;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.protocol.Protocol;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the outcome of one call into its HTTP answer.
///
/// The answer's bytes are made on the event loop of the caller's connection, not on the thread that
/// brings the outcome: that one commits for everybody.
final class CallAnswer<O> implements Answer<O> {
  private static final Logger LOG = LoggerFactory.getLogger(CallAnswer.class);

  private final HttpCall call;
  private final Protocol protocol;
  private final OperationShape<?, O> operation;
  private final String requestId;

  CallAnswer(HttpCall call, Protocol protocol, OperationShape<?, O> operation, String requestId) {
    this.call = call;
    this.protocol = protocol;
    this.operation = operation;
    this.requestId = requestId;
  }

  @Override
  public void succeed(O output) {
    EventFeed<?> feed = output instanceof Eventful eventful ? eventful.feed() : null;
    if (feed == null) {
      call.respond(() -> written(output));
    } else {
      stream(output, feed);
    }
  }

  private <E extends Event> void stream(O output, EventFeed<E> feed) {
    HttpReply head = written(output);
    HttpPieces pieces = call.stream(head.status(), head.fields());
    try {
      feed.open(
          new EventPieces<>(pieces, protocol, requestId, protocol.initialResponse(head.body())));
    } catch (RuntimeException bug) {
      LOG.error("{} {} failed", operation, requestId, bug);
      pieces.breakOff();
    }
  }

  private HttpReply written(O output) {
    try {
      return Replies.of(protocol.write(operation, output, requestId), requestId);
    } catch (RuntimeException bug) {
      return failed(bug);
    }
  }

  @Override
  public void refuse(Refusal refusal) {
    call.respond(() -> Replies.of(protocol.error(refusal, requestId), requestId));
  }

  @Override
  public void fail(Throwable cause) {
    call.respond(() -> failed(cause));
  }

  private HttpReply failed(Throwable cause) {
    if (cause instanceof StoreFailure) {
      LOG.error("{} {} failed: {}", operation, requestId, cause.getMessage());
    } else {
      LOG.error("{} {} failed", operation, requestId, cause);
    }
    return Replies.of(protocol.error(Failures.of(cause), requestId), requestId);
  }

  @Override
  public void onAbandon(Runnable action) {
    call.onClose(action);
  }

  @Override
  public boolean hasRoom() {
    return call.hasRoom();
  }

  @Override
  public void hold(long bytes) {
    call.hold(bytes);
  }

  @Override
  public Executor executor() {
    return call.executor();
  }
}
