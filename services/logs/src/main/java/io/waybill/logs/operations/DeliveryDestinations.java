package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.DeleteDeliveryDestinationRequest;
import io.waybill.logs.api.DeliveryDestination;
import io.waybill.logs.api.DeliveryDestinationConfiguration;
import io.waybill.logs.api.DeliveryDestinationType;
import io.waybill.logs.api.DescribeDeliveryDestinationsRequest;
import io.waybill.logs.api.DescribeDeliveryDestinationsResponse;
import io.waybill.logs.api.GetDeliveryDestinationRequest;
import io.waybill.logs.api.GetDeliveryDestinationResponse;
import io.waybill.logs.api.PutDeliveryDestinationRequest;
import io.waybill.logs.api.PutDeliveryDestinationResponse;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.AccountRecords;
import io.waybill.shapes.Unit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Delivery destinations: buckets, log groups and streams of Firehose to which sources send.
final class DeliveryDestinations {
  static final String KIND = "delivery-destination:";
  private static final int PAGE = 50;

  private final Access access;

  DeliveryDestinations(Access access) {
    this.access = access;
  }

  void put(
      Caller caller,
      PutDeliveryDestinationRequest input,
      Answer<PutDeliveryDestinationResponse> answer) {
    String name = Inputs.text(input.name());
    String target = target(input.deliveryDestinationConfiguration());
    String type = type(target);
    if (input.deliveryDestinationType() != null && !input.deliveryDestinationType().equals(type)) {
      throw Refusals.validation("The resource " + target + " is of type " + type + ".");
    }
    DeliveryDestination asked =
        new DeliveryDestination(
            name,
            Arn.of("logs", caller.region(), caller.account(), KIND + name).toString(),
            type,
            input.outputFormat(),
            input.deliveryDestinationConfiguration(),
            DeliveryTags.given(input.tags()));
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Optional<DeliveryDestination> before = records.destinations().find(world, name);
          DeliveryTags.requireNew(before, asked.tags());
          DeliveryDestination after =
              before.map(its -> asked.toBuilder().tags(its.tags()).build()).orElse(asked);
          records.destinations().put(world, name, after, transaction);
          return new PutDeliveryDestinationResponse(after);
        },
        answer);
  }

  private static String target(@Nullable DeliveryDestinationConfiguration configuration) {
    return configuration == null ? "" : Inputs.text(configuration.destinationResourceArn());
  }

  private static String type(String target) {
    return switch (Arn.parse(target).map(Arn::service).orElse("")) {
      case "s3" -> DeliveryDestinationType.S3;
      case "logs" -> DeliveryDestinationType.CWL;
      case "firehose" -> DeliveryDestinationType.FH;
      default -> throw Refusals.validation("Invalid destination resource ARN: " + target);
    };
  }

  void get(
      Caller caller,
      GetDeliveryDestinationRequest input,
      Answer<GetDeliveryDestinationResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) ->
            new GetDeliveryDestinationResponse(find(records, world, Inputs.text(input.name()))),
        answer);
  }

  static DeliveryDestination find(AccountRecords records, String world, String name) {
    return records
        .destinations()
        .find(world, name)
        .orElseThrow(() -> Refusals.notInAccount("Delivery Destination"));
  }

  void describe(
      Caller caller,
      DescribeDeliveryDestinationsRequest input,
      Answer<DescribeDeliveryDestinationsResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Pages.Page<DeliveryDestination> page =
              Pages.of(
                  "DescribeDeliveryDestinations",
                  records.destinations().of(world),
                  input.nextToken(),
                  Inputs.limit(input.limit(), PAGE));
          return new DescribeDeliveryDestinationsResponse(page.items(), page.next());
        },
        answer);
  }

  void delete(Caller caller, DeleteDeliveryDestinationRequest input, Answer<Unit> answer) {
    String world = Access.world(caller);
    String name = Inputs.text(input.name());
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          DeliveryDestination destination = find(records, world, name);
          boolean used =
              records.deliveries().of(world).stream()
                  .anyMatch(
                      each -> Objects.equals(each.deliveryDestinationArn(), destination.arn()));
          if (used) {
            throw Refusals.conflict("Delivery Destination " + name + " has deliveries.");
          }
          records.destinations().remove(world, name, transaction);
          records.destinationPolicies().remove(world, name, transaction);
          return Unit.INSTANCE;
        },
        answer);
  }
}
