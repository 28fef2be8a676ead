package io.waybill.eventbridge.deliver;

import io.waybill.engine.outbox.Deliverer;
import io.waybill.eventbridge.decide.FireSchedule;
import io.waybill.eventbridge.decide.ReplayPiece;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Happenings;
import io.waybill.eventbridge.state.ReplayDefinition;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Step;

/// What happens by itself: deliveries, and the firing of scheduled rules.
public final class DueWork implements Happenings {
  private final Couriers couriers;

  public DueWork(Couriers couriers) {
    this.couriers = couriers;
  }

  @Override
  public Deliverer deliverer(Buses buses) {
    return new Deliveries(buses, couriers);
  }

  @Override
  public void fire(Bus bus, RuleDefinition rule, long dueMillis, Step step) {
    FireSchedule.fire(bus, rule, dueMillis, step);
  }

  @Override
  public void goOn(ReplayDefinition replay, Step step) {
    ReplayPiece.play(replay, step);
  }
}
