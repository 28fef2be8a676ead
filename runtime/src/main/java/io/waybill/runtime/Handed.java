package io.waybill.runtime;

import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunListener;

/// An event on its way through an environment; each is itself only, however alike two may be.
final class Handed {
  private final FunctionEvent event;
  private final RunListener listener;

  Handed(FunctionEvent event, RunListener listener) {
    this.event = event;
    this.listener = listener;
  }

  FunctionEvent event() {
    return event;
  }

  RunListener listener() {
    return listener;
  }
}
