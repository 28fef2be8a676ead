package io.waybill.wire.http;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// One request of an HTTP/2 connection.
record Http2Call(
    Http2Stream stream, RequestHead head, HttpBody payload, CallOutcome outcome, LoopLane lane)
    implements HttpCall {
  @Override
  public String method() {
    return head.method();
  }

  @Override
  public String path() {
    int mark = head.target().indexOf('?');
    return mark < 0 ? head.target() : head.target().substring(0, mark);
  }

  @Override
  public String query() {
    int mark = head.target().indexOf('?');
    return mark < 0 ? "" : head.target().substring(mark + 1);
  }

  @Override
  public HttpHeaders headers() {
    return head.headers();
  }

  @Override
  public byte[] body() {
    return payload.plain();
  }

  @Override
  public byte[] bodyAsSent() {
    return payload.asSent();
  }

  @Override
  public SocketAddress remote() {
    return stream.remote();
  }

  @Override
  public String scheme() {
    return stream.scheme();
  }

  @Override
  public String host() {
    return head.headers().first("host").orElse("localhost");
  }

  @Override
  public void respond(Supplier<HttpReply> reply) {
    outcome.set(reply);
    lane.deliver(stream);
  }

  @Override
  public HttpPieces stream(int status, List<HttpField> fields) {
    StreamedBody pieces = new StreamedBody(() -> lane.deliver(stream));
    outcome.set(new HttpReply(status, fields, new byte[0]), pieces);
    lane.deliver(stream);
    return pieces;
  }

  @Override
  public boolean hasRoom() {
    return outcome.hasRoom();
  }

  @Override
  public void hold(long bytes) {
    outcome.hold(bytes);
  }

  @Override
  public Executor executor() {
    return lane;
  }

  @Override
  public void onClose(Runnable action) {
    outcome.onGone(action);
  }
}
