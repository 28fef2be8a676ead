package io.waybill.wire.http;

import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The other end of a connection over which it sends nothing more.
final class Peer {
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(1);

  private Peer() {}

  /// Whether it is known to read nothing any more either. The loop hears nothing of that after the
  /// end of what the peer sends: so it has to be looked for.
  static boolean hasLeft(Channel channel) {
    if (!(channel instanceof UnixChannel unix)) {
      return false;
    }
    try {
      // To send no bytes fails where nobody can read them.
      unix.fd().write(NOTHING.duplicate(), 0, 0);
      return false;
    } catch (IOException left) {
      return true;
    }
  }
}
