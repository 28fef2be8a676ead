package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.CreateEventBusRequest;
import io.waybill.eventbridge.api.CreateEventBusResponse;
import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.decide.CreateBus;
import io.waybill.eventbridge.decide.InPartition;
import io.waybill.eventbridge.decide.Sources;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.model.Tags;
import io.waybill.eventbridge.model.TargetRules;
import io.waybill.eventbridge.state.BusDefinition;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates an event bus.
final class CreateEventBus implements Operation<CreateEventBusRequest, CreateEventBusResponse> {
  /// AWS (quotas): buses of one account and region.
  private static final int BUSES_MAX = 100;

  private final Bridging bridging;

  CreateEventBus(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, CreateEventBusRequest input, Answer<CreateEventBusResponse> answer) {
    String name = Inputs.text(input.name());
    String source = Inputs.text(input.eventSourceName());
    requireName(name, source);
    Arn arn = Inputs.bus(caller, name);
    if (bridging.catalog().buses().count(caller.account(), caller.region()) >= BUSES_MAX) {
      throw Refusals.tooMany();
    }
    BusDefinition definition =
        new BusDefinition(
            arn,
            0,
            0,
            Inputs.text(input.description()),
            Inputs.text(input.kmsKeyIdentifier()),
            deadLetters(input.deadLetterConfig()),
            source,
            "",
            Tags.added(Map.of(), Inputs.list(input.tags())));
    CreateEventBusResponse created =
        new CreateEventBusResponse(
            arn.toString(),
            input.description(),
            input.kmsKeyIdentifier(),
            input.deadLetterConfig());
    Answer<Unit> then = Answers.mapped(answer, done -> created);
    Answer<Unit> made = source.isEmpty() ? then : activating(caller, source, then);
    bridging.submit(arn, new CreateBus(definition, made));
  }

  /// A partner's events flow from when the bus for them is there.
  private Answer<Unit> activating(Caller caller, String source, Answer<Unit> then) {
    boolean offered =
        bridging
            .catalog()
            .sources()
            .find(caller.account().digits(), caller.region().name(), source)
            .isPresent();
    if (!offered) {
      throw Refusals.notFound("Event source " + source);
    }
    Arn arn = Sourcing.own(caller, source);
    return new Answer<>() {
      @Override
      public void succeed(Unit made) {
        bridging.submit(arn, new InPartition<>(step -> Sources.change(arn, "ACTIVE", step), then));
      }

      @Override
      public void refuse(Refusal refusal) {
        then.refuse(refusal);
      }

      @Override
      public void fail(Throwable cause) {
        then.fail(cause);
      }
    };
  }

  /// AWS (CreateEventBus): a partner's bus is named as its event source; no other has a slash.
  private static void requireName(String name, String source) {
    if (!source.isEmpty() && !source.equals(name)) {
      throw Refusals.invalidParameter(
          "EventSourceName", "The name of the event bus must be that of its event source.");
    }
    if (source.isEmpty() && name.startsWith("aws.")) {
      throw Refusals.invalid("Event bus name starting with 'aws.' is not valid.");
    }
    if (source.isEmpty() && name.contains("/")) {
      throw Refusals.invalid("Event bus name must not contain '/'.");
    }
  }

  /// The dead-letter queue in `config`, if there is one, or a refusal.
  static String deadLetters(@Nullable DeadLetterConfig config) {
    TargetRules.checkDeadLetters(config, "an event bus");
    return config == null ? "" : Inputs.text(config.arn());
  }
}
