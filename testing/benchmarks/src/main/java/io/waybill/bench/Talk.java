package io.waybill.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection on which a thread asks and waits for the answer.
final class Talk implements AutoCloseable {
  private final Socket socket;
  private byte[] buffer = new byte[64 << 10];

  Talk(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
  }

  /// The body of the answer to `request`.
  String ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int length = 0;
    while (true) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, length * 2);
      }
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("the server closed the connection");
      }
      length += read;
      Answer answer = Answer.parse(buffer, length);
      if (answer != null) {
        String body =
            new String(buffer, answer.bodyAt(), answer.bodyLength(), StandardCharsets.UTF_8);
        if (answer.status() != 200) {
          throw new IOException("refused with " + answer.status() + ": " + body);
        }
        return body;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
