package io.waybill.server.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/// An exception as part of a line.
final class Throwables {
  private static final int FRAMES_MAX = 30;

  private Throwables() {}

  /// Each exception from the outermost to the root, with where it was thrown and by whom called.
  static String oneLine(IThrowableProxy thrown) {
    StringBuilder text = new StringBuilder();
    @Nullable IThrowableProxy at = thrown;
    while (at != null) {
      if (!text.isEmpty()) {
        text.append(" | caused by ");
      }
      text.append(at.getClassName()).append(": ").append(at.getMessage());
      StackTraceElementProxy[] frames = at.getStackTraceElementProxyArray();
      int own = frames.length - at.getCommonFrames();
      for (int i = 0; i < Math.min(own, FRAMES_MAX); i++) {
        text.append(i == 0 ? " at " : " < ").append(frames[i].getStackTraceElement());
      }
      at = at.getCause();
    }
    return text.toString();
  }
}
