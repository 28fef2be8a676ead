package io.waybill.wire.http;

/// What all connections of one server share.
record Scope(HttpService service, HttpLimits limits, BodyBudget budget) {
  Scope(HttpService service, HttpLimits limits) {
    this(service, limits, new BodyBudget(limits.sizes().bodyBytesInHand()));
  }
}
