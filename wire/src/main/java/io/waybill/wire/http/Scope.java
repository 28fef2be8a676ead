package io.waybill.wire.http;

/// What all connections of one server share.
record Scope(HttpService service, HttpLimits limits, BodyBudget budget, AnswerBudget answers) {
  Scope(HttpService service, HttpLimits limits) {
    this(
        service,
        limits,
        new BodyBudget(limits.sizes().bodyBytesInHand()),
        new AnswerBudget(limits.sizes().answerBytesInHand()));
  }
}
