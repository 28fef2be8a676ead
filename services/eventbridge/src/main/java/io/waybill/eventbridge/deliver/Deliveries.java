package io.waybill.eventbridge.deliver;

import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Lane;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Pace;
import io.waybill.engine.outbox.Page;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.engine.partition.Transaction;
import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.model.DeadLetterReason;
import io.waybill.eventbridge.model.RetryRules;
import io.waybill.eventbridge.state.Addressee;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Letter;
import io.waybill.eventbridge.state.RuleMetrics;
import io.waybill.eventbridge.state.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the events of one partition's buses come to their targets, how often that is tried, and what
/// becomes of those that don't.
final class Deliveries implements Deliverer {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
  private static final int AT_ONCE = 64;

  private final Buses buses;
  private final Couriers couriers;

  Deliveries(Buses buses, Couriers couriers) {
    this.buses = buses;
    this.couriers = couriers;
  }

  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    List<Long> targets = Letter.read(payload).targets();
    int from = cursor == null ? 0 : ByteBuffer.wrap(cursor).getInt();
    int to = Math.min(targets.size(), from + most);
    List<Lane> direct = new ArrayList<>();
    List<Lane> queued = new ArrayList<>();
    for (long target : targets.subList(from, to)) {
      boolean slow =
          buses.addressee(target).filter(each -> Couriers.isSlow(each.target())).isPresent();
      (slow ? queued : direct).add(new Lane(target));
    }
    byte[] next =
        to == targets.size() ? null : ByteBuffer.allocate(Integer.BYTES).putInt(to).array();
    return new Page(direct, queued, next);
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    return buses
        .addressee(parcel.lane().target())
        .map(addressee -> {
          Letter letter = Letter.read(parcel.payload());
          return parcel.isDeadLetter()
              ? couriers.deadLetter(
                  addressee,
                  letter,
                  deadLetterQueue(addressee).orElse(""),
                  DeadLetterReason.parse(parcel.reason()))
              : couriers.attempt(new Delivery(addressee, letter));
        });
  }

  @Override
  public void delivered(
      Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {
    Step step = new Step(buses, transaction, stamp);
    buses
        .addressee(parcel.lane().target())
        .ifPresent(addressee -> delivered(parcel, addressee, outcome.note(), step));
  }

  private static void delivered(Parcel parcel, Addressee addressee, String note, Step step) {
    RuleMetrics metrics = addressee.bus().metrics(addressee.rule());
    Letter letter = Letter.read(parcel.payload());
    if (parcel.isDeadLetter()) {
      metrics.invocationsSentToDlq++;
      trail("DeadLettered", letter, addressee, parcel, "targetMessageId", note, step);
      return;
    }
    metrics.invocations++;
    metrics.successLatencyMillis += Math.max(0, step.now() - letter.ingestedMillis());
    trail("Delivered", letter, addressee, parcel, "targetMessageId", note, step);
  }

  @Override
  public Verdict failed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    Optional<Addressee> addressee = buses.addressee(parcel.lane().target());
    if (addressee.isEmpty()) {
      dropped(parcel, transaction, stamp);
      return new Verdict.Discard();
    }
    Step step = new Step(buses, transaction, stamp);
    Letter letter = Letter.read(parcel.payload());
    trail("AttemptFailed", letter, addressee.get(), parcel, "reason", reason(outcome), step);
    return parcel.isDeadLetter()
        ? failedDeadLetter(parcel, addressee.get(), outcome, step)
        : failedInvocation(parcel, addressee.get(), outcome, step);
  }

  private Verdict failedInvocation(
      Parcel parcel, Addressee addressee, Outcome.Failed outcome, Step step) {
    RuleMetrics metrics = addressee.bus().metrics(addressee.rule());
    RetryRules rules = RetryRules.of(addressee.target().target());
    int retry = parcel.attempts() + 1;
    long due = due(retry, outcome, step);
    Optional<String> exhausted = rules.exhausted(retry, parcel.acceptedMillis(), due);
    if (!outcome.permanent() && exhausted.isEmpty()) {
      metrics.retryInvocationAttempts++;
      return new Verdict.Retry(due);
    }
    metrics.invocations++;
    metrics.failedInvocations++;
    if (deadLetterQueue(addressee).isEmpty()) {
      return dropped(parcel, addressee, outcome, "it has no dead-letter queue", step);
    }
    String condition = outcome.permanent() ? "" : exhausted.orElse("");
    return new Verdict.DeadLetter(
        new DeadLetterReason(outcome.code(), outcome.message(), condition, parcel.attempts())
            .text());
  }

  /// The queue is tried as long as a target without a policy of its own: whatever the event's age,
  /// for it has had its chances.
  private Verdict failedDeadLetter(
      Parcel parcel, Addressee addressee, Outcome.Failed outcome, Step step) {
    int retry = parcel.attempts() + 1;
    if (!outcome.permanent() && retry <= RetryRules.RETRIES_DEFAULT) {
      return new Verdict.Retry(due(retry, outcome, step));
    }
    addressee.bus().metrics(addressee.rule()).invocationsFailedToBeSentToDlq++;
    return dropped(parcel, addressee, outcome, "its dead-letter queue did not take it", step);
  }

  private static long due(int retry, Outcome.Failed outcome, Step step) {
    long delay = RetryRules.delayMillis(retry, step.stamp().ids().next());
    return step.now() + Math.max(delay, outcome.retryAfterMillis());
  }

  private static Verdict dropped(
      Parcel parcel, Addressee addressee, Outcome.Failed outcome, String why, Step step) {
    Letter letter = Letter.read(parcel.payload());
    log.warn(
        "event {} is dropped: {} did not take it ({}: {}), and {}",
        letter.id(),
        addressee.target().arn(),
        outcome.code(),
        outcome.message(),
        why);
    trail("Dropped", letter, addressee, parcel, "reason", reason(outcome), step);
    return new Verdict.Discard();
  }

  /// The target was removed, by itself or with its rule or bus.
  @Override
  public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
    Letter letter = Letter.read(parcel.payload());
    log.warn("event {} is dropped for a target that was removed meanwhile", letter.id());
    new Step(buses, transaction, stamp)
        .trail(letter.id(), "Dropped", Map.of("reason", "the target was removed"));
  }

  private static String reason(Outcome.Failed outcome) {
    return outcome.code() + ": " + outcome.message();
  }

  private static void trail(
      String what,
      Letter letter,
      Addressee addressee,
      Parcel parcel,
      String name,
      String value,
      Step step) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("target", addressee.target().arn());
    if (parcel.isDeadLetter()) {
      details.put("deadLetterQueue", deadLetterQueue(addressee).orElse(""));
    }
    details.put("attempt", String.valueOf(parcel.attempts() + 1));
    if (!value.isEmpty()) {
      details.put(name, value);
    }
    step.trail(letter.id(), what, addressee.ruleArn(), details);
  }

  private static Optional<String> deadLetterQueue(Addressee addressee) {
    DeadLetterConfig config = addressee.target().target().deadLetterConfig();
    return config == null ? Optional.empty() : Optional.ofNullable(config.arn());
  }

  @Override
  public Pace pace(Lane lane) {
    double perSecond =
        buses.addressee(lane.target()).map(each -> couriers.perSecond(each.target())).orElse(0.0);
    return new Pace(AT_ONCE, perSecond);
  }
}
