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
import io.waybill.eventbridge.model.Refusals;
import io.waybill.shapes.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Puts up to ten events on buses, each for itself.
final class PutEvents implements Operation<PutEventsRequest, PutEventsResponse> {
  // AWS (quotas): a request of PutEvents has up to 1 MB.
  private static final long BYTES_MAX = 1 << 20;

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
    requireSize(entries);
    Results results = new Results(entries.size(), answer);
    Map<Arn, Batch> batches = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      int place = i;
      Arn bus = Inputs.bus(caller, entries.get(i).eventBusName());
      Drafts.Made made = Drafts.of(entries.get(i));
      made.fault().ifPresent(fault -> results.fail(place, fault));
      made.draft()
          .ifPresent(draft -> batches.computeIfAbsent(bus, any -> new Batch()).add(place, draft));
    }
    batches.forEach((bus, batch) ->
        bridging.submit(bus, new PutDrafts(bus, batch.drafts, results.of(batch.places))));
    results.finishIfComplete();
  }

  private static void requireSize(List<PutEventsRequestEntry> entries) {
    long size = 0;
    for (PutEventsRequestEntry each : entries) {
      size +=
          Drafts.size(
              each.time(), each.source(), each.detailType(), each.detail(), each.resources());
    }
    if (size > BYTES_MAX) {
      throw Refusals.invalid("Total size of the entries in the request is over the limit.");
    }
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

  /// Collects what becomes of the entries, and answers when all is known. Safe for many threads.
  private static final class Results {
    private final PutEventsResultEntry[] entries;
    private final Answer<PutEventsResponse> answer;
    private int open;
    private int failed;
    private boolean answered;

    Results(int size, Answer<PutEventsResponse> answer) {
      this.entries = new PutEventsResultEntry[size];
      this.answer = answer;
      this.open = size;
    }

    synchronized void fail(int place, Drafts.Fault fault) {
      entries[place] = new PutEventsResultEntry(null, fault.code(), fault.message());
      failed++;
      open--;
    }

    Answer<List<UUID>> of(List<Integer> places) {
      return new Answer<>() {
        @Override
        public void succeed(List<UUID> ids) {
          for (int i = 0; i < ids.size(); i++) {
            accept(places.get(i), ids.get(i));
          }
          finishIfComplete();
        }

        @Override
        public void refuse(Refusal refusal) {
          places.forEach(place ->
              Results.this.fail(place, new Drafts.Fault(refusal.shape().name(), refusal.text())));
          finishIfComplete();
        }

        @Override
        public void fail(Throwable cause) {
          places.forEach(place ->
              Results.this.fail(
                  place, new Drafts.Fault("InternalFailure", "The event could not be stored.")));
          finishIfComplete();
        }
      };
    }

    private synchronized void accept(int place, UUID id) {
      entries[place] = new PutEventsResultEntry(id.toString(), null, null);
      open--;
    }

    void finishIfComplete() {
      synchronized (this) {
        if (open > 0 || answered) {
          return;
        }
        answered = true;
      }
      answer.succeed(new PutEventsResponse(failed, List.of(entries)));
    }
  }
}
