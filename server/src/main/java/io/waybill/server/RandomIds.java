package io.waybill.server;

import io.waybill.core.IdSource;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Unguessable numbers, drawn from the system's source in blocks. Safe for many threads.
final class RandomIds implements IdSource {
  private static final int BLOCK = 4096;

  private final SecureRandom source = new SecureRandom();
  private ByteBuffer block = ByteBuffer.allocate(0);

  @Override
  public synchronized long next() {
    if (!block.hasRemaining()) {
      byte[] bytes = new byte[BLOCK];
      source.nextBytes(bytes);
      block = ByteBuffer.wrap(bytes);
    }
    return block.getLong();
  }
}
