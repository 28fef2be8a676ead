package io.waybill.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A body whose length was told.
final class PlainBody extends InputStream {
  private final InputStream in;
  private long left;

  PlainBody(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public byte[] readNBytes(int length) throws IOException {
    byte[] all = new byte[(int) Math.min(left, length)];
    for (int at = 0; at < all.length; ) {
      at += read(all, at, all.length - at);
    }
    return all;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    return left == 0 ? 0 : super.transferTo(out);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 || length == 0) {
      return left == 0 ? -1 : 0;
    }
    int got = in.read(into, offset, (int) Math.min(left, length));
    if (got < 0) {
      throw new IOException("the body broke off " + left + " bytes early");
    }
    left -= got;
    return got;
  }
}
