package io.waybill.runtime.api;

import io.waybill.runtime.api.RuntimeCalls.Call;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the Runtime API: calls of HTTP/1.1, one after the other.
final class RuntimeConnection {
  private static final Logger log = LoggerFactory.getLogger(RuntimeConnection.class);

  /// What is no longer is written by whoever brings the reply: a runtime that asked has read all
  /// that came before, so there is room for it and nobody waits.
  private static final int SHORT_BYTES = 32 << 10;

  private final Socket socket;
  private final LineInput in;
  private final OutputStream out;
  private final RuntimeCalls.Service service;

  RuntimeConnection(Socket socket, RuntimeCalls.Service service) throws IOException {
    this.socket = socket;
    this.in = new LineInput(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.service = service;
  }

  /// Serves until the other end closes.
  ///
  /// @param admitted asked before the first call is answered
  void serve(BooleanSupplier admitted) throws IOException, InterruptedException {
    Optional<Call> call = read();
    if (call.isPresent() && !admitted.getAsBoolean()) {
      out.write(bytes(Reply.of(403, Errors.json("Forbidden", "this is another function's API"))));
      return;
    }
    byte[] held = {};
    while (call.isPresent()) {
      CompletableFuture<Reply> reply = service.answer(call.get());
      call.get().body().transferTo(OutputStream.nullOutputStream());
      if (reply.isDone()) {
        byte[] told = together(held, bytes(reply.join()));
        // Where the next call is there already, its reply may take this one along.
        boolean more = in.hasMore();
        held = more ? told : new byte[0];
        if (!more) {
          out.write(told);
        }
        call = read();
      } else {
        byte[] first = held;
        held = new byte[0];
        CompletableFuture<Void> written =
            reply.thenCompose(later -> write(together(first, bytes(later))));
        call = read();
        await(written);
      }
    }
  }

  private CompletableFuture<Void> write(byte[] told) {
    if (told.length > SHORT_BYTES) {
      return CompletableFuture.runAsync(
          () -> writeNow(told), task -> Thread.ofVirtual().name("runtime-reply").start(task));
    }
    writeNow(told);
    return CompletableFuture.completedFuture(null);
  }

  private void writeNow(byte[] told) {
    try {
      out.write(told);
    } catch (IOException broken) {
      log.debug("a runtime was gone when its event came: {}", broken.getMessage());
      close();
    }
  }

  /// Wakes the thread that reads.
  private void close() {
    try {
      socket.close();
    } catch (IOException already) {
      log.debug("a connection could not be closed: {}", already.getMessage());
    }
  }

  private static void await(CompletableFuture<Void> written)
      throws IOException, InterruptedException {
    try {
      written.get();
    } catch (ExecutionException | CompletionException broken) {
      throw new IOException(broken);
    }
  }

  private Optional<Call> read() throws IOException {
    String[] first = in.line().split(" ", 3);
    if (first.length < 3) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    in.fields(headers);
    boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
    InputStream body =
        chunked
            ? new ChunkedBody(in, headers)
            : new PlainBody(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
    return Optional.of(new Call(first[0], first[1], headers, body));
  }

  private static byte[] bytes(Reply reply) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" OK\r\n");
    reply
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(reply.body().length).append("\r\n\r\n");
    return together(head.toString().getBytes(StandardCharsets.UTF_8), reply.body());
  }

  private static byte[] together(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
