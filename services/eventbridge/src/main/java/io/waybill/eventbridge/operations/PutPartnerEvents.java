package io.waybill.eventbridge.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.PutPartnerEventsRequest;
import io.waybill.eventbridge.api.PutPartnerEventsRequestEntry;
import io.waybill.eventbridge.api.PutPartnerEventsResponse;
import io.waybill.eventbridge.api.PutPartnerEventsResultEntry;
import io.waybill.eventbridge.decide.PutDrafts;
import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.SourceDefinition;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Puts up to twenty events of a partner's sources on the buses that customers made for them.
///
/// AWS (PutPartnerEvents): an event goes to every account that the source is offered to; one whose
/// source is in use nowhere is accepted, and goes nowhere.
final class PutPartnerEvents
    implements Operation<PutPartnerEventsRequest, PutPartnerEventsResponse> {
  private final Sourcing sourcing;

  PutPartnerEvents(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller, PutPartnerEventsRequest input, Answer<PutPartnerEventsResponse> answer) {
    List<PutPartnerEventsRequestEntry> entries = Inputs.list(input.entries());
    Drafts.requireTotal(entries.stream().mapToLong(PutPartnerEvents::size).sum());
    EventResults results = new EventResults(entries.size(), all -> answer.succeed(output(all)));
    for (int i = 0; i < entries.size(); i++) {
      Drafts.Made made = draft(entries.get(i));
      int place = i;
      made.fault().ifPresent(fault -> results.fail(place, fault));
      made.draft().ifPresent(draft -> put(caller, draft, place, results));
    }
    results.tellIfComplete();
  }

  private static long size(PutPartnerEventsRequestEntry each) {
    return Drafts.size(
        each.time(), each.source(), each.detailType(), each.detail(), each.resources());
  }

  private static Drafts.Made draft(PutPartnerEventsRequestEntry entry) {
    Optional<Drafts.Made> missing =
        Drafts.missing("Source", entry.source())
            .or(() -> Drafts.missing("DetailType", entry.detailType()))
            .or(() -> Drafts.missing("Detail", entry.detail()));
    return missing.orElseGet(() ->
        Drafts.made(
            Inputs.text(entry.source()),
            Inputs.text(entry.detailType()),
            Inputs.text(entry.detail()),
            Inputs.list(entry.resources()),
            entry.time(),
            ""));
  }

  /// Each bus's event has an id of its own. A source that nobody uses leads to the partner's own
  /// bus of that name, which is not there.
  private void put(Caller caller, EventDraft draft, int place, EventResults results) {
    List<Arn> buses =
        sourcing.offered(caller, draft.source()).stream()
            .filter(each -> each.state().equals("ACTIVE"))
            .map(PutPartnerEvents::bus)
            .toList();
    if (buses.isEmpty()) {
      buses = List.of(Names.bus(caller.account(), caller.region(), draft.source()));
    }
    Answer<List<UUID>> all = new AllOf(buses.size(), results.of(List.of(place)));
    buses.forEach(bus -> sourcing.bridging().submit(bus, new PutDrafts(bus, List.of(draft), all)));
  }

  private static Arn bus(SourceDefinition source) {
    return Names.bus(
        new AccountId(source.account()), new Region(source.arn().region()), source.name());
  }

  private static PutPartnerEventsResponse output(List<EventResults.Result> results) {
    return new PutPartnerEventsResponse(
        EventResults.failed(results),
        results.stream()
            .map(each ->
                new PutPartnerEventsResultEntry(
                    each.id().map(UUID::toString).orElse(null),
                    each.fault().map(Drafts.Fault::code).orElse(null),
                    each.fault().map(Drafts.Fault::message).orElse(null)))
            .toList());
  }

  /// Tells `then` when all buses have the event, or one has not.
  private static final class AllOf implements Answer<List<UUID>> {
    private final AtomicInteger open;
    private final Answer<List<UUID>> then;

    AllOf(int buses, Answer<List<UUID>> then) {
      this.open = new AtomicInteger(buses);
      this.then = then;
    }

    @Override
    public void succeed(List<UUID> ids) {
      if (open.decrementAndGet() == 0) {
        then.succeed(ids);
      }
    }

    @Override
    public void refuse(Refusal refusal) {
      if (open.getAndSet(0) > 0) {
        then.refuse(refusal);
      }
    }

    @Override
    public void fail(Throwable cause) {
      if (open.getAndSet(0) > 0) {
        then.fail(cause);
      }
    }
  }
}
