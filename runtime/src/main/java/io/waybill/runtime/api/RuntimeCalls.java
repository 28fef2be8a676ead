package io.waybill.runtime.api;

import io.waybill.engine.functions.LocalPorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The Lambda Runtime API of one environment: a port of its own on the loopback address, since the
/// clients of that API know hosts and ports only, and for bootstraps of ours a socket beside it.
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
  /// @param message all that is sent, head and body; not changed any more
  public record Reply(int status, byte[] message) {
    /// The line that most heads have.
    public static final String JSON = "Content-Type: application/json\r\n";

    public static Reply of(int status, String json) {
      return of(status, "", json);
    }

    /// With more `fields` than the body's type.
    public static Reply of(int status, String fields, String json) {
      return of(status, JSON + fields, json.getBytes(StandardCharsets.UTF_8));
    }

    /// With these lines of the head, each with its end.
    public static Reply of(int status, String fields, byte[] body) {
      byte[] head =
          ("HTTP/1.1 "
                  + status
                  + ' '
                  + reason(status)
                  + "\r\n"
                  + fields
                  + "Content-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8);
      return new Reply(status, together(head, body));
    }

    private static String reason(int status) {
      return switch (status) {
        case 202 -> "Accepted";
        case 400 -> "Bad Request";
        case 403 -> "Forbidden";
        case 404 -> "Not Found";
        case 410 -> "Gone";
        case 413 -> "Content Too Large";
        default -> status < 400 ? "OK" : "Error";
      };
    }

    /// One behind the other; either may be what is answered.
    static byte[] together(byte[] first, byte[] second) {
      if (first.length == 0) {
        return second;
      }
      byte[] all = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, all, first.length, second.length);
      return all;
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

  private final LocalPorts ports;
  private final LocalPorts.Port port;
  private final Callers callers;
  private final Service service;
  private final List<LocalPorts.Gate> gates = new ArrayList<>();
  private boolean closed;

  public RuntimeCalls(LocalPorts ports, Callers callers, Service service) {
    this.ports = ports;
    this.callers = callers;
    this.service = service;
    port = ports.open(this::listener);
    gates.add(port);
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

  /// Opens the socket `file` too, and waits until it is open. Who sees it may call: its folder,
  /// which is made here, is for the server's own user, who shows it to others.
  public void open(Path file) throws IOException {
    Path folder = Files.createDirectories(file.resolveSibling(""));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    LocalPorts.Gate gate = gate(file);
    gate.await();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  private synchronized LocalPorts.Gate gate(Path file) throws IOException {
    if (closed) {
      throw new IOException("the environment has ended");
    }
    LocalPorts.Gate gate =
        ports.open(file, connection -> new RuntimeConnection(connection, service, () -> true));
    gates.add(gate);
    return gate;
  }

  @Override
  public synchronized void close() {
    closed = true;
    gates.forEach(LocalPorts.Gate::close);
  }
}
