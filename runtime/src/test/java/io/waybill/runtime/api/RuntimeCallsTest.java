package io.waybill.runtime.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.runtime.api.RuntimeCalls.Call;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import io.waybill.wire.http.LoopPorts;
import io.waybill.wire.http.Loops;
import io.waybill.wire.http.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Calls as runtimes make them, over sockets.
@Timeout(60)
class RuntimeCallsTest {
  private static final int CONNECTIONS_MAX = 64;
  private static final int UNREAD_BYTES_MAX = 32 << 20;

  @TempDir Path folder;
  private final Loops loops = new Loops(1, Transport.best());
  private final Desk desk = new Desk();
  private RuntimeCalls calls;

  /// Tells back what it got; `/later` when it is told to, `/unread` reads nothing until then.
  private static final class Desk implements RuntimeCalls.Service {
    final BlockingQueue<CompletableFuture<Reply>> waiting = new LinkedBlockingQueue<>();
    final CompletableFuture<Void> mayRead = new CompletableFuture<>();

    @Override
    public boolean isQuick(String method, String path, Map<String, String> headers) {
      return path.startsWith("/quick") || path.equals("/later");
    }

    @Override
    public void settle() {}

    @Override
    public CompletableFuture<Reply> answer(Call call) throws IOException {
      if (call.path().equals("/later")) {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        waiting.add(later);
        return later;
      }
      if (call.path().equals("/unread")) {
        mayRead.join();
      }
      String body = new String(call.body().readAllBytes(), US_ASCII);
      String told =
          body.length() > 100
              ? String.valueOf(body.length())
              : body + call.header("x-end").orElse("");
      return CompletableFuture.completedFuture(Reply.of(200, call.method() + " " + told));
    }
  }

  @BeforeEach
  void open() {
    calls = new RuntimeCalls(new LoopPorts(loops), new Callers(false), desk);
  }

  @AfterEach
  void close() {
    calls.close();
    loops.close();
  }

  private Socket connected() throws IOException {
    int port = Integer.parseInt(calls.address().split(":", 2)[1]);
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String call(String path, String body) {
    return "POST " + path + " HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /// The body of the next reply.
  private static String reply(Socket socket) throws IOException {
    return reply(socket.getInputStream());
  }

  private static String reply(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "closed";
      }
      head.append((char) next);
    }
    String length = head.substring(head.indexOf("Content-Length: ") + 16, head.length() - 4);
    return new String(in.readNBytes(Integer.parseInt(length)), US_ASCII);
  }

  @Test
  void callsOfOneConnectionAreAnsweredInOrder() throws Exception {
    try (Socket socket = connected()) {
      send(socket, call("/quick", "a") + call("/slow", "b") + call("/quick", "c"));
      assertThat(reply(socket)).isEqualTo("POST a");
      assertThat(reply(socket)).isEqualTo("POST b");
      assertThat(reply(socket)).isEqualTo("POST c");
    }
  }

  @Test
  void aReplyIsTakenAlongByTheNextThatComesLater() throws Exception {
    try (Socket socket = connected()) {
      send(socket, call("/quick", "first"));
      assertThat(reply(socket)).isEqualTo("POST first");
      send(socket, call("/quick", "a") + call("/later", "") + call("/quick", "c"));
      desk.waiting.take().complete(Reply.of(200, "now"));
      assertThat(reply(socket)).isEqualTo("POST a");
      assertThat(reply(socket)).isEqualTo("now");
      assertThat(reply(socket)).isEqualTo("POST c");
    }
  }

  @Test
  void aCallMayComeInPiecesOfOneByte() throws Exception {
    try (Socket socket = connected()) {
      for (String path : new String[] {"/slow", "/quick", "/quick"}) {
        for (char c : call(path, "abc").toCharArray()) {
          send(socket, String.valueOf(c));
        }
        assertThat(reply(socket)).isEqualTo("POST abc");
      }
    }
  }

  @Test
  void aBodyInChunksBringsItsTrailers() throws Exception {
    try (Socket socket = connected()) {
      String head = "POST /slow HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
      String chunked =
          head + String.join("\r\n", "3", "abc", "2;x=y", "de", "0", "X-End: !", "", "");
      send(socket, chunked + call("/quick", "next"));
      assertThat(reply(socket)).isEqualTo("POST abcde!");
      assertThat(reply(socket)).isEqualTo("POST next");
    }
  }

  @Test
  void aLargeBodyArrivesWhole() throws Exception {
    try (Socket socket = connected()) {
      send(socket, call("/quick", "x".repeat(7 << 20)) + call("/quick", "next"));
      assertThat(reply(socket)).isEqualTo("POST " + (7 << 20));
      assertThat(reply(socket)).isEqualTo("POST next");
    }
  }

  @Test
  void whatNobodyReadsWaitsWithItsSender() throws Exception {
    int port = Integer.parseInt(calls.address().split(":", 2)[1]);
    int all = 4 * UNREAD_BYTES_MAX;
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      String head = "POST /unread HTTP/1.1\r\nContent-Length: " + all + "\r\n\r\n";
      channel.write(ByteBuffer.wrap(head.getBytes(US_ASCII)));
      channel.configureBlocking(false);
      int sent = 0;
      ByteBuffer piece = ByteBuffer.allocate(64 << 10);
      long stuckSince = System.nanoTime();
      while (sent < all && System.nanoTime() - stuckSince < TimeUnit.SECONDS.toNanos(1)) {
        piece.clear().limit(Math.min(piece.capacity(), all - sent));
        int more = channel.write(piece);
        sent += more;
        if (more > 0) {
          stuckSince = System.nanoTime();
        } else {
          Thread.onSpinWait();
        }
      }
      assertThat(sent).isLessThan(UNREAD_BYTES_MAX);
      desk.mayRead.complete(null);
      channel.configureBlocking(true);
      while (sent < all) {
        piece.clear().limit(Math.min(piece.capacity(), all - sent));
        sent += channel.write(piece);
      }
      assertThat(reply(channel.socket())).isEqualTo("POST " + all);
    }
  }

  @Test
  void whatIsNoCallEndsTheConnection() throws Exception {
    for (String nonsense :
        new String[] {
          "\r\n\r\n",
          "GET\r\n\r\n",
          "POST /quick HTTP/1.1\r\nContent-Length: many\r\n\r\n",
          "POST /quick HTTP/1.1\r\nX: " + "x".repeat(70_000)
        }) {
      try (Socket socket = connected()) {
        send(socket, nonsense);
        assertThat(reply(socket)).isEqualTo("closed");
      }
    }
  }

  @Test
  void statusLinesNameTheReason() {
    assertThat(new String(Reply.of(202, "{}").message(), US_ASCII))
        .startsWith("HTTP/1.1 202 Accepted\r\n");
    assertThat(new String(Reply.of(400, "{}").message(), US_ASCII))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void onlySoManyConnectionsAreServed() throws Exception {
    List<Socket> all = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS_MAX; i++) {
        all.add(connected());
        send(all.getLast(), call("/quick", "a"));
        assertThat(reply(all.getLast())).isEqualTo("POST a");
      }
      try (Socket tooMany = connected()) {
        assertThat(reply(tooMany)).isEqualTo("closed");
      }
      send(all.getFirst(), call("/quick", "still"));
      assertThat(reply(all.getFirst())).isEqualTo("POST still");
    } finally {
      for (Socket each : all) {
        each.close();
      }
    }
  }

  @Test
  void aSocketInTheFileSystemIsServedUntilItIsClosed() throws Exception {
    Path file = folder.resolve("api").resolve("socket");
    calls.open(file);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      channel.write(ByteBuffer.wrap(call("/slow", "a").getBytes(US_ASCII)));
      channel.write(ByteBuffer.wrap(call("/quick", "b").getBytes(US_ASCII)));
      InputStream in = Channels.newInputStream(channel);
      assertThat(reply(in)).isEqualTo("POST a");
      assertThat(reply(in)).isEqualTo("POST b");
    }
    assertThat(Files.getPosixFilePermissions(file.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    calls.close();
    assertThatThrownBy(() -> calls.open(folder.resolve("later")))
        .isInstanceOf(IOException.class)
        .hasMessage("the environment has ended");
  }

  @Test
  void aSocketThatCantBeMadeIsToldOf() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    assertThatThrownBy(() -> calls.open(taken.resolve("socket"))).isInstanceOf(IOException.class);
  }

  @Test
  void aConnectionThatBreaksOffLeavesTheOthersAlone() throws Exception {
    try (Socket whole = connected()) {
      try (Socket half = connected()) {
        send(half, "POST /slow HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
      }
      send(whole, call("/quick", "b"));
      assertThat(reply(whole)).isEqualTo("POST b");
    }
  }

  @Test
  void whoSendsNothingMoreIsStillAnswered() throws Exception {
    for (String path : new String[] {"/slow", "/quick"}) {
      try (Socket socket = connected()) {
        send(socket, call("/quick", "a") + call(path, "b") + call("/later", "") + call(path, "c"));
        socket.shutdownOutput();
        desk.waiting.take().complete(Reply.of(200, "x".repeat(60_000)));
        assertThat(reply(socket)).isEqualTo("POST a");
        assertThat(reply(socket)).isEqualTo("POST b");
        assertThat(reply(socket)).hasSize(60_000);
        assertThat(reply(socket)).isEqualTo("POST c");
        assertThat(reply(socket)).isEqualTo("closed");
      }
    }
  }

  @Test
  void whoSendsNothingMoreOverASocketOfTheFileSystemIsStillAnswered() throws Exception {
    Path file = folder.resolve("api").resolve("socket");
    calls.open(file);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      channel.write(ByteBuffer.wrap((call("/slow", "a") + call("/later", "")).getBytes(US_ASCII)));
      channel.shutdownOutput();
      InputStream in = Channels.newInputStream(channel);
      desk.waiting.take().complete(Reply.of(200, "now"));
      assertThat(reply(in)).isEqualTo("POST a");
      assertThat(reply(in)).isEqualTo("now");
      assertThat(reply(in)).isEqualTo("closed");
    }
  }

  /// As many as may be served at one time ask for what comes later, and go.
  @Test
  void whoGoesWhileItWaitsOverASocketOfTheFileSystemLeavesNothing() throws Exception {
    Path file = folder.resolve("api").resolve("socket");
    calls.open(file);
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
      try (SocketChannel left = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
        left.write(ByteBuffer.wrap(call("/later", "").getBytes(US_ASCII)));
        desk.waiting.take();
      }
    }
    String told = "closed";
    while (told.equals("closed")) {
      try (SocketChannel next = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
        next.write(ByteBuffer.wrap(call("/quick", "b").getBytes(US_ASCII)));
        told = reply(Channels.newInputStream(next));
      } catch (IOException tooMany) {
        told = "closed";
      }
    }
    assertThat(told).isEqualTo("POST b");
  }

  @Test
  void aBodyThatBreaksOffEndsTheConnection() throws Exception {
    try (Socket socket = connected()) {
      send(socket, call("/quick", "a") + "POST /slow HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
      socket.shutdownOutput();
      assertThat(reply(socket)).isEqualTo("POST a");
      assertThat(reply(socket)).isEqualTo("closed");
    }
  }

  @Test
  void aCallThatIsItsConnectionsLastEndsIt() throws Exception {
    for (String last :
        new String[] {
          "GET /quick HTTP/1.0\r\n\r\n",
          "GET /slow HTTP/1.0\r\n\r\n",
          "GET /quick HTTP/1.1\r\nConnection: close\r\n\r\n"
        }) {
      try (Socket socket = connected()) {
        send(socket, "GET /quick HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(reply(socket)).isEqualTo("GET ");
        send(socket, last);
        assertThat(reply(socket)).isEqualTo("GET ");
        assertThat(reply(socket)).isEqualTo("closed");
      }
    }
  }
}
