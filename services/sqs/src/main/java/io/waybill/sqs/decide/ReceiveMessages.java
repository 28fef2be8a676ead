package io.waybill.sqs.decide;

import io.waybill.engine.gateway.Answer;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.model.Grouping;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.Ranges;
import io.waybill.sqs.state.Deduplication;
import io.waybill.sqs.state.Delivery;
import io.waybill.sqs.state.Flight;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Receives, and waits for messages if there are none and the caller wants to.
///
/// @param number tells waiters apart
/// @param wanted at most so many messages; null for one
/// @param visibilitySeconds how long they stay hidden; null for the queue's own timeout
/// @param waitSeconds how long to wait; null for the queue's own time
/// @param attemptId the caller's receive attempt, or null
/// @param byService whether it is another service of this server that asks
public record ReceiveMessages(
    long number,
    @Nullable Integer wanted,
    @Nullable Integer visibilitySeconds,
    @Nullable Integer waitSeconds,
    @Nullable String attemptId,
    boolean byService,
    Answer<List<Delivery>> answer)
    implements Decision<List<Delivery>> {

  @Override
  public Optional<List<Delivery>> decide(Queue queue, Step step) {
    QueueAttributes attributes = queue.definition().attributes();
    int most = Ranges.maxNumberOfMessages(wanted);
    int visibility = Ranges.receiveVisibilitySeconds(visibilitySeconds, attributes);
    int asked = Ranges.waitSeconds(waitSeconds, attributes, byService);
    int wait = step.queues().mayWait() ? asked : 0;
    String attempt = Grouping.attemptId(attributes, attemptId).orElse("");
    // AWS (quotas): a short poll of a standard queue that has reached its in-flight limit gets
    // OverLimit; others get nothing.
    if (!queue.isFifo() && wait == 0 && queue.flight().size() >= Flight.IN_FLIGHT_MAX) {
      throw SqsErrors.OVER_LIMIT.because(
          "Too many messages in flight for queue "
              + queue.definition().name().value()
              + ": "
              + Flight.IN_FLIGHT_MAX);
    }
    Waiter waiter =
        new Waiter(number, most, visibility, attempt, step.now() + wait * 1000L, answer);
    if (answer.hasRoom()) {
      List<Delivery> got = now(queue, waiter, step);
      if (!got.isEmpty()) {
        return Optional.of(got);
      }
    } else if (wait == 0) {
      throw SqsErrors.REQUEST_THROTTLED.because(
          "Too many large answers are under way at one time; try again.");
    }
    if (wait == 0) {
      queue.metrics().emptyReceives++;
      return Optional.of(List.of());
    }
    queue.waiters().add(waiter);
    return Optional.empty();
  }

  /// What an attempt got before is its own: it does not queue up behind those who wait for others.
  private static List<Delivery> now(Queue queue, Waiter waiter, Step step) {
    return again(queue, waiter, step)
        .orElseGet(() -> queue.waiters().isEmpty() ? receiveAnew(queue, waiter, step) : List.of());
  }

  static List<Delivery> receive(Queue queue, Waiter waiter, Step step) {
    return again(queue, waiter, step).orElseGet(() -> receiveAnew(queue, waiter, step));
  }

  private static List<Delivery> receiveAnew(Queue queue, Waiter waiter, Step step) {
    List<Delivery> got =
        Handout.take(queue, waiter.wanted(), waiter.visibilitySeconds(), waiter.answer(), step);
    if (queue.isFifo() && !waiter.attemptId().isEmpty() && !got.isEmpty()) {
      queue
          .deduplication()
          .rememberGot(waiter.attemptId(), marks(got), step.now(), step.transaction());
    }
    return got;
  }

  private static List<Deduplication.Got> marks(List<Delivery> got) {
    return got.stream()
        .map(each -> new Deduplication.Got(each.flight().sequence(), each.flight().attempt()))
        .toList();
  }

  /// What the same attempt got before, hidden anew, if none of it was touched since; never more
  /// than is wanted now.
  private static Optional<List<Delivery>> again(Queue queue, Waiter waiter, Step step) {
    if (waiter.attemptId().isEmpty() || !queue.isFifo()) {
      return Optional.empty();
    }
    Optional<List<Deduplication.Got>> before =
        queue.deduplication().got(waiter.attemptId(), step.now(), step.transaction());
    if (before.isEmpty()) {
      return Optional.empty();
    }
    List<Delivery> same = new ArrayList<>();
    for (Deduplication.Got each : before.get()) {
      InFlight flight = queue.flight().get(each.sequence());
      if (flight == null || flight.attempt() != each.attempt()) {
        return Optional.empty();
      }
      InFlight longer = flight.withVisibleAt(step.now() + waiter.visibilitySeconds() * 1000L);
      Message message = Bodies.read(queue, QueueKeys.GROUPED, each.sequence(), step);
      same.add(new Delivery(message, longer, Receipts.handle(queue, longer)));
    }
    List<Delivery> some = same.subList(0, Math.min(waiter.wanted(), same.size()));
    some.forEach(each -> waiter.answer().hold(each.message().weight()));
    some.forEach(each -> queue.flight().put(each.flight(), step.transaction()));
    return Optional.of(List.copyOf(some));
  }
}
