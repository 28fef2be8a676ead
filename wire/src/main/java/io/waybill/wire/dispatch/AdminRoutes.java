package io.waybill.wire.dispatch;

import java.nio.charset.StandardCharsets;

/// What answers under `/_waybill/`: status, metrics, the clock, and so on.
@FunctionalInterface
public interface AdminRoutes {
  /// A server without an admin API.
  AdminRoutes NONE = request -> Reply.text(404, "there is nothing at " + request.path());

  /// Answers `request`. Runs on a virtual thread and may wait.
  Reply serve(Request request);

  /// Whether anyone may ask, even where calls must be signed: a health check, for instance.
  default boolean open(String method, String path) {
    return false;
  }

  /// A request to the admin API.
  ///
  /// @param path with its `/_waybill/`, still percent-encoded
  /// @param query without the question mark, still percent-encoded
  record Request(String method, String path, String query, byte[] body) {}

  /// Its answer.
  record Reply(int status, String contentType, byte[] body) {
    public static Reply text(int status, String line) {
      return new Reply(
          status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static Reply json(int status, String json) {
      return new Reply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
  }
}
