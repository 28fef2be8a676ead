package io.waybill.engine.gateway;

import io.waybill.shapes.Document;
import org.jspecify.annotations.Nullable;

/// Calls through a gateway that is not built yet: services are made before the gateway that serves
/// them, and what they deliver waits for it.
public final class LateCalls implements ServiceCalls {
  private volatile @Nullable ServiceCalls gateway;

  /// The gateway is there. Called once, before the first call.
  public void open(ServiceCalls built) {
    gateway = built;
  }

  @Override
  public boolean policiesHold() {
    ServiceCalls built = gateway;
    return built != null && built.policiesHold();
  }

  @Override
  public void call(
      String operation, Caller caller, Document input, Answer<? super Document.Struct> then) {
    ServiceCalls built = gateway;
    if (built == null) {
      then.fail(new IllegalStateException("called " + operation + " before the gateway was there"));
    } else {
      built.call(operation, caller, input, then);
    }
  }
}
