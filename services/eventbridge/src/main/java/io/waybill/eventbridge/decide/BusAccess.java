package io.waybill.eventbridge.decide;

import io.waybill.core.Arn;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.access.Denial;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.model.Names;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.policy.RequestContext;
import java.util.List;

/// Whether the policies of buses let callers do things to them and to their rules.
public record BusAccess(Admissions admissions) {
  // AWS (Common Errors): a denial has status 400.
  private static final ErrorShape DENIED =
      new ErrorShape(
          "AccessDeniedException", "AccessDeniedException", "com.amazon.coral.service", 400, true);

  /// A refusal in AWS's words.
  private static Refusal refused(Denial denial) {
    return DENIED.because(denial.text());
  }

  /// `decision`, made only where the policy of the bus lets `caller` do `action`.
  public <R> Decision<R> guarded(Caller caller, String action, Decision<R> decision) {
    return !caller.isConfined()
        ? decision
        : (bus, step) -> {
          require(
              caller,
              action,
              bus.arn(),
              bus.definition().policy(),
              RequestContext.NOTHING,
              step.now());
          return decision.decide(bus, step);
        };
  }

  /// `decision`, made only where the policy of the bus lets `caller` do `action` to a rule of it.
  public <R> Decision<R> guarded(Caller caller, String action, String rule, Decision<R> decision) {
    return !caller.isConfined()
        ? decision
        : (bus, step) -> {
          // AWS (events:creatorAccount): who makes a rule is its creator.
          String creator =
              bus.rule(rule).map(each -> each.createdBy()).orElse(caller.account().digits());
          RequestContext more =
              key -> key.equals("events:creatoraccount") ? List.of(creator) : List.of();
          require(
              caller,
              action,
              Names.rule(bus.arn(), rule),
              bus.definition().policy(),
              more,
              step.now());
          return decision.decide(bus, step);
        };
  }

  /// `decision` about an event that comes to a bus, made only where its policy lets `caller` put
  /// it.
  public <R> Decision<R> puts(Caller caller, RequestContext event, Decision<R> decision) {
    return (bus, step) -> {
      requirePut(caller, bus.arn(), bus.definition().policy(), event, step.now());
      return decision.decide(bus, step);
    };
  }

  /// Refuses to put an event on `bus`, which has `policy`, where that does not let `caller`.
  public void requirePut(
      Caller caller, Arn bus, String policy, RequestContext event, long nowMillis) {
    require(caller, "PutEvents", bus, policy, event, nowMillis);
  }

  private void require(
      Caller caller,
      String action,
      Arn resource,
      String policy,
      RequestContext more,
      long nowMillis) {
    admissions
        .denial(caller, "events:" + action, resource, policy, nowMillis, more)
        .ifPresent(denial -> {
          throw refused(denial);
        });
  }
}
