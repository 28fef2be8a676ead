package io.waybill.eventbridge.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.eventbridge.model.DeadLetterReason;
import io.waybill.eventbridge.state.Addressee;
import io.waybill.eventbridge.state.Letter;
import io.waybill.eventbridge.state.RuleTarget;

/// Knows who delivers to which kind of target.
public final class Couriers {
  private static final String API_DESTINATION = "api-destination/";

  /// AWS (dead-letter queues, error codes): what an input transformer made is no JSON.
  private static final Outcome INVALID_JSON =
      new Outcome.Failed(
          true, "INVALID_JSON", "What the input transformer made of the event is no JSON.", 0);

  private final ServiceCourier services;
  private final LogCourier logs;
  private final BusCourier buses;
  private final HttpCourier http;

  public Couriers(ServiceCalls calls, BusCourier buses, HttpCourier http) {
    this.services = new ServiceCourier(calls);
    this.logs = new LogCourier(calls);
    this.buses = buses;
    this.http = http;
  }

  /// Whether `target` lies outside of the process.
  public static boolean isSlow(RuleTarget target) {
    return target.arn().contains(":" + API_DESTINATION);
  }

  /// One try to bring an event to its target.
  public Attempt attempt(Delivery delivery) {
    Attempt attempt = to(delivery.targetArn(), delivery);
    return then -> {
      if (delivery.isBroken()) {
        then.accept(INVALID_JSON);
      } else {
        attempt.start(then);
      }
    };
  }

  private Attempt to(Arn target, Delivery delivery) {
    return switch (target.service()) {
      case "sqs" -> services.queue(delivery, target);
      case "sns" -> services.topic(delivery, target);
      case "logs" -> logs.attempt(delivery, target);
      case "lambda" -> services.function(delivery, target);
      default ->
          target.resource().startsWith(API_DESTINATION)
              ? http.attempt(delivery, target)
              : buses.attempt(delivery, target);
    };
  }

  /// One try to bring an event to the dead-letter queue of a target that did not take it.
  public Attempt deadLetter(
      Addressee addressee, Letter letter, String queue, DeadLetterReason reason) {
    return services.deadLetter(new Delivery(addressee, letter), queue, reason);
  }

  /// How many events a second `target` may get; 0 where it does not say.
  public double perSecond(RuleTarget target) {
    return isSlow(target) ? http.perSecond(target) : 0;
  }
}
