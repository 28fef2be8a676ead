package io.waybill.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Lambda Runtime API of one environment: a port of its own on the loopback address, since the
/// clients of that API know hosts and ports only. Each connection has a thread of its own: beside
/// the process at its other end that is little, and an event goes through fewer hands.
public final class RuntimeCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RuntimeCalls.class);

  /// One call.
  ///
  /// @param headers values by lower-case name; trailers are added when the body was read
  public record Call(String method, String path, Map<String, String> headers, InputStream body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /// What is answered.
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    public static Reply of(int status, String json) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Answers calls, some of them later.
  @FunctionalInterface
  public interface Service {
    CompletableFuture<Reply> answer(Call call) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Callers callers;
  private final Service service;

  public RuntimeCalls(Callers callers, Service service) throws IOException {
    this.callers = callers;
    this.service = service;
    listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("runtime-api").start(this::accept);
  }

  /// The process beneath which callers are.
  public void launched(Process process) {
    callers.launched(process);
  }

  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread.ofPlatform().name("runtime-call").daemon().start(() -> serve(socket));
      } catch (IOException closed) {
        log.debug("the runtime API of an environment ended: {}", closed.getMessage());
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new RuntimeConnection(socket, service).serve(() -> callers.admits(socket));
    } catch (IOException | NumberFormatException broken) {
      log.debug("a runtime broke off: {}", broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
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
