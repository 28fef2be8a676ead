package io.waybill.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Lambda Runtime API of one environment: a port of its own on the loopback address, since the
/// clients of that API know hosts and ports only. Its few calls are read plainly, each connection
/// on a virtual thread.
final class RuntimeCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RuntimeCalls.class);
  private static final int LINE_MAX = 64 << 10;

  /// One call.
  ///
  /// @param headers values by lower-case name; trailers are added when the body was read
  record Call(String method, String path, Map<String, String> headers, InputStream body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /// What is answered.
  record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply of(int status, String json) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Answers calls; may wait.
  @FunctionalInterface
  interface Service {
    Reply answer(Call call) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Callers callers;
  private final Service service;

  RuntimeCalls(Callers callers, Service service) throws IOException {
    this.callers = callers;
    this.service = service;
    listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("runtime-api").start(this::accept);
  }

  /// The process beneath which callers are.
  void launched(Process process) {
    callers.launched(process);
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        log.debug("the runtime API of an environment ended: {}", closed.getMessage());
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      OutputStream out = socket.getOutputStream();
      Optional<Call> call = read(in);
      if (call.isPresent() && !callers.admits(socket)) {
        write(Reply.of(403, Errors.json("Forbidden", "this is another function's API")), out);
        return;
      }
      while (call.isPresent()) {
        Reply reply = service.answer(call.get());
        call.get().body().transferTo(OutputStream.nullOutputStream());
        write(reply, out);
        call = read(in);
      }
    } catch (IOException | NumberFormatException broken) {
      log.debug("a runtime broke off: {}", broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Call> read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    if (first.length < 3) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    fields(in, headers);
    boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
    InputStream body =
        chunked
            ? new ChunkedBody(in, headers)
            : new PlainBody(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
    return Optional.of(new Call(first[0], first[1], headers, body));
  }

  /// Reads header or trailer fields up to the empty line.
  static void fields(InputStream in, Map<String, String> into) throws IOException {
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0 && into.size() < 100) {
        into.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
  }

  /// The next line; empty at the end of the stream.
  static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (text.length() > LINE_MAX) {
        throw new IOException("a line of more than " + LINE_MAX + " bytes");
      }
      if (next != '\r') {
        text.append((char) next);
      }
    }
    return text.toString();
  }

  private static void write(Reply reply, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" OK\r\n");
    reply
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(reply.body().length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + reply.body().length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(reply.body(), 0, all, start.length, reply.body().length);
    out.write(all);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException already) {
      log.debug("a port could not be closed: {}", already.getMessage());
    }
  }
}
