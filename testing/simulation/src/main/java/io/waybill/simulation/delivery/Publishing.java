package io.waybill.simulation.delivery;

import io.waybill.simulation.Violation;
import io.waybill.simulation.delivery.Source.Presence;
import io.waybill.sns.api.MessageAttributeValue;
import io.waybill.sns.api.PublishBatchInput;
import io.waybill.sns.api.PublishBatchRequestEntry;
import io.waybill.sns.api.PublishBatchResponse;
import io.waybill.sns.api.PublishBatchResultEntry;
import io.waybill.sns.api.SnsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Publishes a batch to a topic.
final class Publishing extends Request<PublishBatchResponse> {
  private final Source topic;
  private final List<Posting> postings;

  private Publishing(Town town, Source topic, List<Posting> postings) {
    super(town, "publish " + postings);
    this.topic = topic;
    this.postings = postings;
  }

  static void random(Town town, Source topic, int count) {
    List<Posting> postings = new ArrayList<>();
    long moment = town.moment();
    for (int i = 0; i < count; i++) {
      String kind = town.chance.of(List.of("a", "b", "c", "none"));
      String group = topic.isFifo() ? "g" + town.chance.between(1, 3) : "";
      Posting posting = new Posting(town.newToken(), topic, kind, group, moment, town.now());
      town.ledger.add(posting);
      postings.add(posting);
    }
    Publishing call = new Publishing(town, topic, postings);
    call.start(
        SnsApi.PUBLISH_BATCH,
        new PublishBatchInput(topic.arn(), postings.stream().map(call::entry).toList()));
  }

  private PublishBatchRequestEntry entry(Posting posting) {
    return new PublishBatchRequestEntry(
        posting.token,
        posting.token,
        null,
        null,
        Map.of("kind", new MessageAttributeValue("String", posting.kind, null)),
        topic.isFifo() ? posting.token : null,
        topic.isFifo() ? posting.group : null);
  }

  @Override
  void done(PublishBatchResponse output) {
    List<PublishBatchResultEntry> results = Objects.requireNonNull(output.successful());
    Violation.unless(results.size() == postings.size(), "a publish has too few results");
    for (int i = 0; i < results.size(); i++) {
      Posting posting = postings.get(i);
      @Nullable String number = results.get(i).sequenceNumber();
      posting.number = number == null ? 0 : Long.parseLong(number.substring(3));
      town.ledger.accepted(posting);
    }
  }

  @Override
  void refused(String code) {
    Violation.unless(topic.presence != Presence.THERE, "a publish was refused: " + code);
    undone();
  }

  @Override
  void undone() {
    postings.forEach(each -> each.fate = Posting.Fate.NONE);
  }

  @Override
  void inDoubt() {}
}
