package io.waybill.runtime.log;

import io.waybill.runtime.api.LineInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an extension listens for its telemetry, on the loopback address.
final class Listener implements AutoCloseable {
  private static final int WAIT_MILLIS = 5_000;

  private final SubscriptionRequest asked;
  private @Nullable Socket connection;

  Listener(SubscriptionRequest asked) {
    this.asked = asked;
  }

  /// Sends events: a JSON array by HTTP, or a line each.
  void send(List<String> events) throws IOException {
    if (asked.http()) {
      post("[" + String.join(",", events) + "]");
    } else {
      lines(String.join("\n", events) + "\n");
    }
  }

  private void post(String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + asked.path()
            + " HTTP/1.1\r\nHost: sandbox.localdomain:"
            + asked.port()
            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket = connect();
        LineInput in = new LineInput(socket.getInputStream())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      String[] status = in.line().split(" ", 3);
      if (status.length < 2 || !status[1].startsWith("2")) {
        throw new IOException("it answered " + String.join(" ", status));
      }
    }
  }

  private void lines(String text) throws IOException {
    Socket socket = connection;
    if (socket == null) {
      socket = connect();
      connection = socket;
    }
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      close();
      throw broken;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(WAIT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), asked.port()), WAIT_MILLIS);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  @Override
  public void close() {
    Socket socket = connection;
    connection = null;
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException already) {
      connection = null;
    }
  }
}
