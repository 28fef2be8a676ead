package io.waybill.server.admin;

import java.io.IOException;
import java.nio.file.Path;

/// What a running server can be told to do. Each call returns when it is done.
public interface Control {
  ClockFace clock();

  /// Does what `action` says, and then all that fell due by it, in order. Only in test mode.
  ClockFace clock(ClockAction action);

  /// Forgets every resource and message, and lets time run again. Only in test mode.
  void reset();

  /// Copies all that is committed to `target`, which is absent or empty.
  void backup(Path target) throws IOException;
}
