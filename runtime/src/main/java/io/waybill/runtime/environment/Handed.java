package io.waybill.runtime.environment;

import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunListener;

/// An event on its way through an environment; each is itself only, however alike two may be.
public final class Handed {
  private final FunctionEvent event;
  private final RunListener listener;

  public Handed(FunctionEvent event, RunListener listener) {
    this.event = event;
    this.listener = listener;
  }

  public FunctionEvent event() {
    return event;
  }

  public RunListener listener() {
    return listener;
  }
}
