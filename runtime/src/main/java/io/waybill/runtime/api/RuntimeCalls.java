package io.waybill.runtime.api;

import io.waybill.engine.functions.LocalPorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The Lambda Runtime API of one environment: a port of its own on the loopback address, since the
/// clients of that API know hosts and ports only.
public final class RuntimeCalls implements AutoCloseable {
  /// One call.
  ///
  /// @param headers values by lower-case name; trailers are added when the body was read
  public record Call(String method, String path, Map<String, String> headers, InputStream body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /// What is answered.
  ///
  /// @param fields lines of the head, each with its end
  public record Reply(int status, String fields, byte[] body) {
    /// The line that most heads have.
    public static final String JSON = "Content-Type: application/json\r\n";

    public static Reply of(int status, String json) {
      return of(status, "", json);
    }

    /// With more `fields` than the body's type.
    public static Reply of(int status, String fields, String json) {
      return new Reply(status, JSON + fields, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Answers calls, some of them later.
  public interface Service {
    /// Whether such a call is answered without waiting for anybody, once its body is there.
    boolean isQuick(String method, String path, Map<String, String> headers);

    CompletableFuture<Reply> answer(Call call) throws IOException;

    /// What nobody waits for, once the replies are on their way that a call brought about.
    void settle();
  }

  private final LocalPorts.Port port;
  private final Callers callers;
  private final Service service;

  public RuntimeCalls(LocalPorts ports, Callers callers, Service service) {
    this.callers = callers;
    this.service = service;
    port = ports.open(this::listener);
  }

  private LocalPorts.Listener listener(LocalPorts.Connection connection) {
    return new RuntimeConnection(
        connection, service, () -> callers.admits(connection.peerPort(), port));
  }

  /// The process beneath which callers are.
  public void launched(Process process) {
    callers.launched(process);
  }

  /// Host and port. Waits until it is open.
  public String address() throws IOException {
    return "127.0.0.1:" + port.number();
  }

  @Override
  public void close() {
    port.close();
  }
}
