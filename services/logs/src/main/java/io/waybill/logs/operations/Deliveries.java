package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.core.IdSource;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.CreateDeliveryRequest;
import io.waybill.logs.api.CreateDeliveryResponse;
import io.waybill.logs.api.DeleteDeliveryRequest;
import io.waybill.logs.api.Delivery;
import io.waybill.logs.api.DeliveryDestination;
import io.waybill.logs.api.DeliverySource;
import io.waybill.logs.api.DescribeDeliveriesRequest;
import io.waybill.logs.api.DescribeDeliveriesResponse;
import io.waybill.logs.api.GetDeliveryRequest;
import io.waybill.logs.api.GetDeliveryResponse;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.AccountRecords;
import io.waybill.shapes.Unit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Deliveries: pairs of a source and a destination.
final class Deliveries {
  static final String KIND = "delivery:";
  private static final int PAGE = 50;
  private static final int ID_LENGTH = 16;
  private static final String ID_CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Access access;

  Deliveries(Access access) {
    this.access = access;
  }

  void create(Caller caller, CreateDeliveryRequest input, Answer<CreateDeliveryResponse> answer) {
    String world = Access.world(caller);
    String target = Inputs.text(input.deliveryDestinationArn());
    @Nullable Map<String, String> tags = DeliveryTags.given(input.tags());
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          DeliverySource source =
              DeliverySources.find(records, world, Inputs.text(input.deliverySourceName()));
          DeliveryDestination destination = destination(records, world, target);
          requireNew(records, world, source, destination);
          String id = id(stamp.ids());
          Delivery delivery =
              new Delivery(
                  id,
                  Arn.of("logs", caller.region(), caller.account(), KIND + id).toString(),
                  source.name(),
                  destination.arn(),
                  destination.deliveryDestinationType(),
                  tags,
                  input.recordFields(),
                  input.fieldDelimiter(),
                  input.s3DeliveryConfiguration());
          records.deliveries().put(world, id, delivery, transaction);
          return new CreateDeliveryResponse(delivery);
        },
        answer);
  }

  private static DeliveryDestination destination(
      AccountRecords records, String world, String target) {
    return records.destinations().of(world).stream()
        .filter(each -> target.equals(each.arn()))
        .findFirst()
        .orElseThrow(() -> Refusals.notInAccount("Delivery Destination"));
  }

  private static void requireNew(
      AccountRecords records, String world, DeliverySource from, DeliveryDestination to) {
    boolean exists =
        records.deliveries().of(world).stream()
            .anyMatch(each ->
                Objects.equals(each.deliverySourceName(), from.name())
                    && Objects.equals(each.deliveryDestinationArn(), to.arn()));
    if (exists) {
      throw Refusals.conflict("Delivery already exists.");
    }
  }

  private static String id(IdSource ids) {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    while (id.length() < ID_LENGTH) {
      id.append(
          ID_CHARACTERS.charAt((int) Math.floorMod(ids.next(), (long) ID_CHARACTERS.length())));
    }
    return id.toString();
  }

  void get(Caller caller, GetDeliveryRequest input, Answer<GetDeliveryResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) ->
            new GetDeliveryResponse(find(records, world, Inputs.text(input.id()))),
        answer);
  }

  static Delivery find(AccountRecords records, String world, String id) {
    return records
        .deliveries()
        .find(world, id)
        .orElseThrow(() -> Refusals.notInAccount("Delivery"));
  }

  void describe(
      Caller caller, DescribeDeliveriesRequest input, Answer<DescribeDeliveriesResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Pages.Page<Delivery> page =
              Pages.of(
                  "DescribeDeliveries",
                  records.deliveries().of(world),
                  input.nextToken(),
                  Inputs.limit(input.limit(), PAGE));
          return new DescribeDeliveriesResponse(page.items(), page.next());
        },
        answer);
  }

  void delete(Caller caller, DeleteDeliveryRequest input, Answer<Unit> answer) {
    String world = Access.world(caller);
    String id = Inputs.text(input.id());
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          find(records, world, id);
          records.deliveries().remove(world, id, transaction);
          return Unit.INSTANCE;
        },
        answer);
  }
}
