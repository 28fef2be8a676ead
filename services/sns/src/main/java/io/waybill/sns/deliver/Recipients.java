package io.waybill.sns.deliver;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Lane;
import io.waybill.engine.outbox.Page;
import io.waybill.engine.partition.Transaction;
import io.waybill.sns.filter.FilteredMessage;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Targets;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom a letter goes to: the one that it names, or the topic's subscriptions that want it.
record Recipients(Topics topics, Carriers carriers) {
  /// A page of them.
  ///
  /// @param cursor the `next` of the page before; null for the first page
  /// @param most how many the page may have
  Page plan(
      Letter letter, byte @Nullable [] cursor, int most, Transaction transaction, Stamp stamp) {
    if (!letter.recipient().protocol().isEmpty()) {
      Protocol protocol = Protocol.parse(letter.recipient().protocol());
      List<Lane> lane = List.of(new Lane(straight(protocol, letter.recipient().endpoint())));
      return carriers.leadOutside(protocol)
          ? new Page(List.of(), lane, null)
          : new Page(lane, List.of(), null);
    }
    return topics
        .find(letter.topic())
        .map(topic -> page(topic, letter, cursor, most, transaction, stamp))
        .orElseGet(() -> nobody(letter));
  }

  /// The topic was deleted before its subscriptions were found: one parcel, to nobody, that is told
  /// as lost.
  private static Page nobody(Letter letter) {
    return new Page(List.of(new Lane(Targets.of(letter.topic(), 0))), List.of(), null);
  }

  /// One that never answers delays nobody else.
  private static long straight(Protocol protocol, String endpoint) {
    return switch (protocol) {
      case SMS -> Targets.PHONES;
      case APPLICATION -> Targets.DEVICES;
      case EMAIL, EMAIL_JSON -> Targets.MAILBOXES;
      case HTTP, HTTPS, SQS, LAMBDA, FIREHOSE -> Targets.endpoint(endpoint);
    };
  }

  private Page page(
      Topic topic,
      Letter letter,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    FilteredMessage filtered = new FilteredMessage(new FilterSource(letter));
    if (letter.isReplayed()) {
      return replayed(topic, letter, filtered, transaction, stamp);
    }
    List<Lane> direct = new ArrayList<>();
    List<Lane> queued = new ArrayList<>();
    int from = cursor == null ? 0 : new ByteReader(cursor).u32();
    for (Subscription each : topic.after(from).values()) {
      if (each.number() > letter.upTo()) {
        break;
      }
      if (direct.size() + queued.size() == most) {
        return new Page(direct, queued, new ByteWriter(4).u32(each.number() - 1).bytes());
      }
      if (each.isPending()
          || topic.replays().cover(each.number(), letter)
          || isFilteredOut(topic, each, filtered, letter, transaction, stamp)) {
        continue;
      }
      (carriers.leadOutside(each.protocol()) ? queued : direct).add(lane(topic, each, letter));
    }
    return new Page(direct, queued, null);
  }

  private Page replayed(
      Topic topic, Letter letter, FilteredMessage filtered, Transaction transaction, Stamp stamp) {
    Subscription only = topic.at(letter.replayTo());
    return only == null || isFilteredOut(topic, only, filtered, letter, transaction, stamp)
        ? Page.NONE
        : new Page(List.of(lane(topic, only, letter)), List.of(), null);
  }

  private static Lane lane(Topic topic, Subscription subscription, Letter letter) {
    String group = topic.definition().isFifo() ? letter.draft().groupId() : "";
    return new Lane(Targets.of(topic.definition().number(), subscription.number()), group);
  }

  private boolean isFilteredOut(
      Topic topic,
      Subscription subscription,
      FilteredMessage message,
      Letter letter,
      Transaction transaction,
      Stamp stamp) {
    var filter = subscription.attributes().filter();
    Optional<String> key = filter.flatMap(policy -> policy.mismatch(message));
    if (key.isEmpty()) {
      return false;
    }
    topic.metrics().filteredOut(filter.orElseThrow().body(), letter.draft().attributes().isEmpty());
    topics
        .trail()
        .write(
            letter.messageId(),
            "FilteredOut",
            letter.topicArn(),
            Map.of("subscription", subscription.arn(), "key", key.get()),
            transaction,
            stamp);
    return true;
  }
}
