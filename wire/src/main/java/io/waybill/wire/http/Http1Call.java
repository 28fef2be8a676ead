package io.waybill.wire.http;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request of an HTTP/1 connection, and its place in the order of answers.
final class Http1Call implements HttpCall, LoopLane.Delivery {
  private final Http1Connection connection;
  private final RequestHead head;
  private final String path;
  private final String query;
  private final HttpBody body;
  private final CallOutcome outcome;

  /// The next call of the connection, for the connection's use.
  @Nullable Http1Call next;

  Http1Call(
      Http1Connection connection,
      RequestHead head,
      String pathAndQuery,
      HttpBody body,
      CallOutcome outcome) {
    this.connection = connection;
    this.outcome = outcome;
    this.head = head;
    int mark = pathAndQuery.indexOf('?');
    this.path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    this.query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    this.body = body;
  }

  RequestHead head() {
    return head;
  }

  HttpBody payload() {
    return body;
  }

  CallOutcome outcome() {
    return outcome;
  }

  @Override
  public String method() {
    return head.method();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public HttpHeaders headers() {
    return head.headers();
  }

  @Override
  public byte[] body() {
    return body.plain();
  }

  @Override
  public byte[] bodyAsSent() {
    return body.asSent();
  }

  @Override
  public SocketAddress remote() {
    return connection.remote();
  }

  @Override
  public String scheme() {
    return connection.scheme();
  }

  @Override
  public String host() {
    return head.host().isEmpty() ? connection.localHost() : head.host();
  }

  @Override
  public void respond(Supplier<HttpReply> reply) {
    outcome.set(reply);
    connection.lane().deliver(this);
  }

  @Override
  public HttpPieces stream(int status, List<HttpField> fields) {
    StreamedBody pieces = new StreamedBody(() -> connection.lane().deliver(this));
    outcome.set(new HttpReply(status, fields, new byte[0]), pieces);
    connection.lane().deliver(this);
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
    return connection.lane();
  }

  @Override
  public void onClose(Runnable action) {
    outcome.onGone(action);
  }

  @Override
  public void deliver() {
    connection.writeReady();
  }
}
