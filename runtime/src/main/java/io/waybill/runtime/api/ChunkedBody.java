package io.waybill.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A body in chunks, whose trailer fields join the headers at its end.
final class ChunkedBody extends InputStream {
  private final LineInput in;
  private final Map<String, String> headers;
  private long left;
  private boolean ended;
  private boolean begun;

  ChunkedBody(LineInput in, Map<String, String> headers) {
    this.in = in;
    this.headers = headers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int got = in.read(into, offset, (int) Math.min(left, length));
    if (got < 0) {
      throw new IOException("the body broke off in a chunk");
    }
    left -= got;
    return got;
  }

  private void nextChunk() throws IOException {
    if (begun) {
      in.line();
    }
    begun = true;
    String size = in.line().split(";", 2)[0].strip();
    if (size.isEmpty()) {
      throw new IOException("the body broke off between chunks");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      ended = true;
      in.fields(headers);
    }
  }
}
