package io.waybill.logs.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.View;
import io.waybill.logs.api.Delivery;
import io.waybill.logs.api.DeliveryDestination;
import io.waybill.logs.api.DeliverySource;
import io.waybill.logs.api.Policy;
import io.waybill.logs.api.ResourcePolicy;

/// What an account has in a region beside its groups, for the accounts and regions whose home is
/// one partition.
///
/// @param policies which services may write into the groups
/// @param sources what sends logs of its own, by name
/// @param destinations where such logs go, by name
/// @param destinationPolicies who may send to a destination, by the destination's name
/// @param deliveries which source sends to which destination, by id
public record AccountRecords(
    NamedRecords<ResourcePolicy> policies,
    NamedRecords<DeliverySource> sources,
    NamedRecords<DeliveryDestination> destinations,
    NamedRecords<Policy> destinationPolicies,
    NamedRecords<Delivery> deliveries) {
  static AccountRecords load(KeySpace shared, View view) {
    return new AccountRecords(
        new NamedRecords<>(shared, LogsKeys.POLICY, ResourcePolicy::read, view),
        new NamedRecords<>(shared, LogsKeys.DELIVERY_SOURCE, DeliverySource::read, view),
        new NamedRecords<>(shared, LogsKeys.DELIVERY_DESTINATION, DeliveryDestination::read, view),
        new NamedRecords<>(shared, LogsKeys.DESTINATION_POLICY, Policy::read, view),
        new NamedRecords<>(shared, LogsKeys.DELIVERY, Delivery::read, view));
  }
}
