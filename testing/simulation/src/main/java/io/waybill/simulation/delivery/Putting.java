package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.api.PutEventsRequest;
import io.waybill.eventbridge.api.PutEventsRequestEntry;
import io.waybill.eventbridge.api.PutEventsResponse;
import io.waybill.eventbridge.api.PutEventsResultEntry;
import io.waybill.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Puts events on a bus.
final class Putting extends Request<PutEventsResponse> {
  private final List<Posting> postings;

  private Putting(Town town, List<Posting> postings) {
    super(town, "put " + postings);
    this.postings = postings;
  }

  static void random(Town town, Source bus, int count) {
    List<Posting> postings = new ArrayList<>();
    long moment = town.moment();
    for (int i = 0; i < count; i++) {
      String kind = town.chance.of(List.of("a", "b", "c", "none"));
      Posting posting = new Posting(town.newToken(), bus, kind, "", moment, town.now());
      town.ledger.add(posting);
      postings.add(posting);
      if (Bridge.sendsOn(bus, kind)) {
        Posting sentOn =
            new Posting(posting.token, town.source(Bridge.TO), kind, "", moment, town.now());
        sentOn.copies++; // what is sent on may be sent on again
        sentOn.isSentOn = true;
        posting.sentOn = sentOn;
        town.ledger.add(sentOn);
      }
    }
    List<PutEventsRequestEntry> entries =
        postings.stream()
            .map(each ->
                PutEventsRequestEntry.builder()
                    .eventBusName(bus.name)
                    .source("simulation")
                    .detailType("posting")
                    .detail("{\"kind\":\"" + each.kind + "\",\"token\":\"" + each.token + "\"}")
                    .build())
            .toList();
    new Putting(town, postings)
        .start(EventBridgeApi.PUT_EVENTS, new PutEventsRequest(entries, null));
  }

  @Override
  void done(PutEventsResponse output) {
    List<PutEventsResultEntry> results = Objects.requireNonNull(output.entries());
    for (int i = 0; i < postings.size(); i++) {
      String code = results.get(i).errorCode();
      if (code == null) {
        accepted(postings.get(i));
      } else {
        Violation.unless(code.equals("InternalFailure"), "a put was refused: " + code);
        Violation.unless(town.ledger.isTroubled(), "a put failed, and the disk is well");
        if (!town.machine.isBroken()) {
          refused(postings.get(i));
        }
      }
    }
  }

  private void accepted(Posting posting) {
    town.ledger.accepted(posting);
    if (posting.sentOn != null) {
      town.ledger.accepted(posting.sentOn);
    }
  }

  private static void refused(Posting posting) {
    posting.fate = Posting.Fate.NONE;
    if (posting.sentOn != null) {
      posting.sentOn.fate = Posting.Fate.NONE;
    }
  }

  @Override
  void undone() {
    throw new Violation("a put failed as a whole");
  }

  @Override
  void inDoubt() {
    // Answered entry by entry where there is somebody to answer.
  }
}
