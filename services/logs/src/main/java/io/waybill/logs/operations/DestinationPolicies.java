package io.waybill.logs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.DeleteDeliveryDestinationPolicyRequest;
import io.waybill.logs.api.GetDeliveryDestinationPolicyRequest;
import io.waybill.logs.api.GetDeliveryDestinationPolicyResponse;
import io.waybill.logs.api.Policy;
import io.waybill.logs.api.PutDeliveryDestinationPolicyRequest;
import io.waybill.logs.api.PutDeliveryDestinationPolicyResponse;
import io.waybill.logs.model.Refusals;
import io.waybill.shapes.Unit;
import io.waybill.shapes.json.JsonValue;

/// Policies of delivery destinations: which accounts may send there.
final class DestinationPolicies {
  private final Access access;

  DestinationPolicies(Access access) {
    this.access = access;
  }

  void put(
      Caller caller,
      PutDeliveryDestinationPolicyRequest input,
      Answer<PutDeliveryDestinationPolicyResponse> answer) {
    String name = Inputs.text(input.deliveryDestinationName());
    String document = Inputs.text(input.deliveryDestinationPolicy());
    if (JsonValue.parseObject(document).flatMap(its -> its.get("Statement")).isEmpty()) {
      throw Refusals.validation("The policy document is not a JSON object with a Statement.");
    }
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          DeliveryDestinations.find(records, world, name);
          Policy policy = new Policy(document);
          records.destinationPolicies().put(world, name, policy, transaction);
          return new PutDeliveryDestinationPolicyResponse(policy);
        },
        answer);
  }

  void get(
      Caller caller,
      GetDeliveryDestinationPolicyRequest input,
      Answer<GetDeliveryDestinationPolicyResponse> answer) {
    String name = Inputs.text(input.deliveryDestinationName());
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          DeliveryDestinations.find(records, world, name);
          return new GetDeliveryDestinationPolicyResponse(
              records.destinationPolicies().find(world, name).orElseGet(() -> new Policy(null)));
        },
        answer);
  }

  void delete(Caller caller, DeleteDeliveryDestinationPolicyRequest input, Answer<Unit> answer) {
    String name = Inputs.text(input.deliveryDestinationName());
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          DeliveryDestinations.find(records, world, name);
          records.destinationPolicies().remove(world, name, transaction);
          return Unit.INSTANCE;
        },
        answer);
  }
}
