package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.DeleteDeliverySourceRequest;
import io.waybill.logs.api.DeliverySource;
import io.waybill.logs.api.DescribeDeliverySourcesRequest;
import io.waybill.logs.api.DescribeDeliverySourcesResponse;
import io.waybill.logs.api.GetDeliverySourceRequest;
import io.waybill.logs.api.GetDeliverySourceResponse;
import io.waybill.logs.api.PutDeliverySourceRequest;
import io.waybill.logs.api.PutDeliverySourceResponse;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.AccountRecords;
import io.waybill.shapes.Unit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Delivery sources: resources of AWS that send logs of their own.
final class DeliverySources {
  static final String KIND = "delivery-source:";
  private static final int PAGE = 50;

  private final Access access;

  DeliverySources(Access access) {
    this.access = access;
  }

  void put(
      Caller caller, PutDeliverySourceRequest input, Answer<PutDeliverySourceResponse> answer) {
    String name = Inputs.text(input.name());
    String resource = Inputs.text(input.resourceArn());
    Arn sender =
        Arn.parse(resource)
            .orElseThrow(() -> Refusals.validation("Invalid resource ARN: " + resource));
    DeliverySource asked =
        new DeliverySource(
            name,
            Arn.of("logs", caller.region(), caller.account(), KIND + name).toString(),
            List.of(resource),
            sender.service(),
            input.logType(),
            DeliveryTags.given(input.tags()));
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Optional<DeliverySource> before = records.sources().find(world, name);
          before.ifPresentOrElse(
              its -> requireSame(its, asked), () -> requireFree(records, world, asked));
          DeliveryTags.requireNew(before, asked.tags());
          DeliverySource after =
              before.map(its -> asked.toBuilder().tags(its.tags()).build()).orElse(asked);
          records.sources().put(world, name, after, transaction);
          return new PutDeliverySourceResponse(after);
        },
        answer);
  }

  // AWS (seen by users of CloudFormation): both sentences.
  private static void requireSame(DeliverySource before, DeliverySource asked) {
    if (!Objects.equals(before.resourceArns(), asked.resourceArns())) {
      throw Refusals.conflict(
          "Update to existing Delivery Source with new ResourceId is not allowed. Please create a new Delivery Source instead.");
    }
  }

  private static void requireFree(AccountRecords records, String world, DeliverySource asked) {
    boolean used =
        records.sources().of(world).stream()
            .anyMatch(each ->
                Objects.equals(each.resourceArns(), asked.resourceArns())
                    && Objects.equals(each.logType(), asked.logType()));
    if (used) {
      throw Refusals.conflict(
          "This ResourceId has already been used in another Delivery Source in this account.");
    }
  }

  void get(
      Caller caller, GetDeliverySourceRequest input, Answer<GetDeliverySourceResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) ->
            new GetDeliverySourceResponse(find(records, world, Inputs.text(input.name()))),
        answer);
  }

  static DeliverySource find(AccountRecords records, String world, String name) {
    return records
        .sources()
        .find(world, name)
        .orElseThrow(() -> Refusals.notInAccount("Delivery Source"));
  }

  void describe(
      Caller caller,
      DescribeDeliverySourcesRequest input,
      Answer<DescribeDeliverySourcesResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Pages.Page<DeliverySource> page =
              Pages.of(
                  "DescribeDeliverySources",
                  records.sources().of(world),
                  input.nextToken(),
                  Inputs.limit(input.limit(), PAGE));
          return new DescribeDeliverySourcesResponse(page.items(), page.next());
        },
        answer);
  }

  void delete(Caller caller, DeleteDeliverySourceRequest input, Answer<Unit> answer) {
    String world = Access.world(caller);
    String name = Inputs.text(input.name());
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          DeliverySource source = find(records, world, name);
          boolean used =
              records.deliveries().of(world).stream()
                  .anyMatch(each -> Objects.equals(each.deliverySourceName(), source.name()));
          if (used) {
            throw Refusals.conflict("Delivery Source " + name + " has deliveries.");
          }
          records.sources().remove(world, name, transaction);
          return Unit.INSTANCE;
        },
        answer);
  }
}
