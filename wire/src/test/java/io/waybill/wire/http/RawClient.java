package io.waybill.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends any bytes at all, and reads what comes.
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public RawClient finishSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// One whole answer: head, an empty line, and as much body as its length says.
  public String answer() throws IOException {
    String head = head();
    int length = 0;
    for (String line : head.split("\r\n", -1)) {
      if (line.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /// An answer's head with its empty line; less where the connection ends before.
  public String head() throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /// Leaves no waiting state in the system when thousands of these are closed.
  public void resetOnClose() throws IOException {
    socket.setSoLinger(true, 0);
  }

  byte[] bytes(int count) throws IOException {
    return in.readNBytes(count);
  }

  void skip(int bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  /// Everything up to the end of the connection.
  public String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
