package io.waybill.eventbridge.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Puts events on a bus. Tells their ids.
///
/// AWS (PutEvents): events for a bus that is not there get ids too, and go nowhere.
public record PutDrafts(Arn arn, List<EventDraft> drafts, Answer<List<UUID>> answer)
    implements Command<Buses> {
  @Override
  public void decide(Buses buses, Transaction transaction, Stamp stamp) {
    Step step = new Step(buses, transaction, stamp);
    Optional<Bus> bus = buses.find(arn);
    List<UUID> ids = new ArrayList<>(drafts.size());
    for (EventDraft draft : drafts) {
      UUID id = stamp.uuid();
      ids.add(id);
      bus.ifPresent(present -> put(present, id, draft, step));
    }
    transaction.succeed(answer, ids);
  }

  private static void put(Bus bus, UUID id, EventDraft draft, Step step) {
    step.trail(id, "Put", bus.arn(), Map.of("source", draft.source()));
    String text = draft.text(id.toString(), bus.arn(), step.now());
    Routing.route(
        bus, new Routing.OnItsWay(id, text, false, draft.traceHeader()), rule -> true, step);
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
