package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.PutEventsRequest;
import io.waybill.eventbridge.api.PutEventsRequestEntry;
import io.waybill.eventbridge.api.PutEventsResponse;
import io.waybill.eventbridge.api.PutEventsResultEntry;
import io.waybill.eventbridge.decide.PutDrafts;
import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.model.EventFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Puts up to ten events on buses, each for itself.
final class PutEvents implements Operation<PutEventsRequest, PutEventsResponse> {
  private final Bridging bridging;

  PutEvents(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, PutEventsRequest input, Answer<PutEventsResponse> answer) {
    if (input.endpointId() != null) {
      throw NotOffered.globalEndpoints();
    }
    List<PutEventsRequestEntry> entries = Inputs.list(input.entries());
    Drafts.requireTotal(entries.stream().mapToLong(PutEvents::size).sum());
    EventResults results = new EventResults(entries.size(), all -> answer.succeed(output(all)));
    Map<Arn, Batch> batches = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      int place = i;
      Arn bus = Inputs.busAnywhere(caller, entries.get(i).eventBusName());
      bridging.requirePut(
          caller,
          bus,
          new EventFacts(
              Inputs.text(entries.get(i).source()), Inputs.text(entries.get(i).detailType())));
      Drafts.Made made = Drafts.of(entries.get(i), caller);
      made.fault().ifPresent(fault -> results.fail(place, fault));
      made.draft()
          .ifPresent(draft -> batches.computeIfAbsent(bus, any -> new Batch()).add(place, draft));
    }
    batches.forEach((bus, batch) ->
        bridging.submit(bus, new PutDrafts(bus, batch.drafts, results.of(batch.places))));
    results.tellIfComplete();
  }

  private static long size(PutEventsRequestEntry each) {
    return Drafts.size(
        each.time(), each.source(), each.detailType(), each.detail(), each.resources());
  }

  private static PutEventsResponse output(List<EventResults.Result> results) {
    return new PutEventsResponse(
        EventResults.failed(results),
        results.stream()
            .map(each ->
                new PutEventsResultEntry(
                    each.id().map(UUID::toString).orElse(null),
                    each.fault().map(Drafts.Fault::code).orElse(null),
                    each.fault().map(Drafts.Fault::message).orElse(null)))
            .toList());
  }

  /// The events of one call for one bus, and their places in the call.
  private static final class Batch {
    final List<Integer> places = new ArrayList<>();
    final List<EventDraft> drafts = new ArrayList<>();

    void add(int place, EventDraft draft) {
      places.add(place);
      drafts.add(draft);
    }
  }
}
