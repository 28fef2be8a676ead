package io.waybill.eventbridge.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.OutcomeAnswer;
import io.waybill.eventbridge.decide.BusAccess;
import io.waybill.eventbridge.decide.Decision;
import io.waybill.eventbridge.decide.OnBus;
import io.waybill.eventbridge.decide.TakeForwarded;
import io.waybill.eventbridge.model.EventFacts;
import io.waybill.eventbridge.state.EventBridgeProgram;
import io.waybill.eventbridge.state.Letter;
import io.waybill.shapes.Unit;
import io.waybill.shapes.json.JsonValue;
import java.util.Optional;
import java.util.function.Consumer;

/// Delivers to other buses, of whatever account and region.
///
/// The buses are made before the engine that runs them, so it is told later where they are.
public final class BusCourier {
  private record Place(Engine engine, EventBridgeProgram program) {}

  private final ServiceCalls calls;
  private final BusAccess access;
  private volatile Optional<Place> place = Optional.empty();

  /// @param calls tells whether policies hold
  /// @param access asks the policies of buses
  public BusCourier(ServiceCalls calls, BusAccess access) {
    this.calls = calls;
    this.access = access;
  }

  /// The buses run. Called once.
  public void open(Engine engine, EventBridgeProgram program) {
    place = Optional.of(new Place(engine, program));
  }

  Attempt attempt(Delivery delivery, Arn bus) {
    Letter letter = delivery.letter();
    if (letter.forwarded()) {
      // AWS: what a bus got from another goes to no third, so that it runs in no circle.
      return then ->
          then.accept(
              new Outcome.Failed(
                  true,
                  "THIRD_ACCOUNT_HOP_DETECTED",
                  "Event ingestion rejected for event "
                      + letter.id()
                      + " because an event can be sent to an event bus target only once. This event"
                      + " was previously delivered to an event bus target.",
                  0));
    }
    return then -> send(delivery, bus, then);
  }

  private void send(Delivery delivery, Arn bus, Consumer<Outcome> then) {
    Letter letter = delivery.letter();
    String event = delivery.input();
    Optional<JsonValue.Obj> parsed = JsonValue.parseObject(event);
    if (parsed.isEmpty()) {
      then.accept(
          new Outcome.Failed(
              true, "INVALID_JSON", "What the rule made of the event is no JSON object.", 0));
      return;
    }
    TakeForwarded take =
        new TakeForwarded(letter.id(), delivery.ruleArn(), event, letter.traceHeader());
    submit(
        bus,
        calls.policiesHold()
            ? access.puts(caller(delivery, bus), EventFacts.of(parsed.get()), take)
            : take,
        then);
  }

  /// AWS: the target's role puts the event, or the account of the rule where it has none. A role of
  /// another account is none that a rule may take on.
  private static Caller caller(Delivery delivery, Arn bus) {
    Arn rule = delivery.addressee().ruleArn();
    String role =
        Optional.ofNullable(delivery.target().roleArn())
            .filter(arn ->
                Arn.parse(arn).filter(each -> each.account().equals(rule.account())).isPresent())
            .orElse("arn:" + rule.partition() + ":iam::" + rule.account() + ":root");
    return new Caller(
            new AccountId(rule.account()),
            new Region(bus.region()),
            role,
            delivery.letter().id().toString(),
            "")
        .confined();
  }

  private void submit(Arn bus, Decision<Unit> take, Consumer<Outcome> then) {
    place.ifPresentOrElse(
        there ->
            there.engine.submit(
                there.engine.home(bus.toString()),
                there.program,
                new OnBus<>(bus, take, answer(then))),
        () -> then.accept(Failures.of(new IllegalStateException("the buses are not open yet"))));
  }

  private static Answer<Unit> answer(Consumer<Outcome> then) {
    return new OutcomeAnswer<>(then, output -> "", Failures::of, Failures::of);
  }
}
