package io.waybill.logs.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.logs.api.LogsApi;
import io.waybill.logs.tail.Tails;
import java.util.concurrent.Executor;

/// All operations of CloudWatch Logs that are served here.
public final class LogsOperations {
  private LogsOperations() {}

  public static void register(
      Access access, Tails tails, Executor workers, Gateway.Builder gateway) {
    Groups groups = new Groups(access);
    Streams streams = new Streams(access);
    MetricFilters metricFilters = new MetricFilters(access);
    SubscriptionFilters subscriptions = new SubscriptionFilters(access);
    ResourcePolicies policies = new ResourcePolicies(access);
    Tags tags = new Tags(access);
    registerDeliveries(access, gateway);
    gateway
        .register(LogsApi.CREATE_LOG_GROUP, groups::create)
        .register(LogsApi.CREATE_LOG_STREAM, streams::create)
        .register(LogsApi.DELETE_LOG_GROUP, groups::delete)
        .register(LogsApi.DELETE_LOG_STREAM, streams::delete)
        .register(LogsApi.DELETE_RETENTION_POLICY, groups::keepForEver)
        .register(LogsApi.DESCRIBE_LOG_GROUPS, groups::describe)
        .register(LogsApi.DESCRIBE_LOG_STREAMS, streams::describe)
        .register(LogsApi.FILTER_LOG_EVENTS, new FilterLogEvents(access))
        .register(LogsApi.GET_LOG_EVENTS, new GetLogEvents(access))
        .register(LogsApi.PUT_LOG_EVENTS, new PutLogEvents(access))
        .register(LogsApi.PUT_RETENTION_POLICY, groups::keep)
        .register(LogsApi.DELETE_METRIC_FILTER, metricFilters::delete)
        .register(LogsApi.DESCRIBE_METRIC_FILTERS, metricFilters::describe)
        .register(LogsApi.PUT_METRIC_FILTER, metricFilters::put)
        .register(LogsApi.TEST_METRIC_FILTER, metricFilters::test)
        .register(LogsApi.DELETE_SUBSCRIPTION_FILTER, subscriptions::delete)
        .register(LogsApi.DESCRIBE_SUBSCRIPTION_FILTERS, subscriptions::describe)
        .register(LogsApi.PUT_SUBSCRIPTION_FILTER, subscriptions::put)
        .register(LogsApi.DELETE_RESOURCE_POLICY, policies::delete)
        .register(LogsApi.DESCRIBE_RESOURCE_POLICIES, policies::describe)
        .register(LogsApi.PUT_RESOURCE_POLICY, policies::put)
        .register(LogsApi.START_LIVE_TAIL, new StartLiveTail(access, tails, workers))
        .register(LogsApi.LIST_TAGS_FOR_RESOURCE, tags::list)
        .register(LogsApi.LIST_TAGS_LOG_GROUP, tags::listOfGroup)
        .register(LogsApi.TAG_LOG_GROUP, tags::tagGroup)
        .register(LogsApi.TAG_RESOURCE, tags::tag)
        .register(LogsApi.UNTAG_LOG_GROUP, tags::untagGroup)
        .register(LogsApi.UNTAG_RESOURCE, tags::untag);
  }

  private static void registerDeliveries(Access access, Gateway.Builder gateway) {
    DeliverySources sources = new DeliverySources(access);
    DeliveryDestinations destinations = new DeliveryDestinations(access);
    DestinationPolicies policies = new DestinationPolicies(access);
    Deliveries deliveries = new Deliveries(access);
    gateway
        .register(LogsApi.PUT_DELIVERY_SOURCE, sources::put)
        .register(LogsApi.GET_DELIVERY_SOURCE, sources::get)
        .register(LogsApi.DESCRIBE_DELIVERY_SOURCES, sources::describe)
        .register(LogsApi.DELETE_DELIVERY_SOURCE, sources::delete)
        .register(LogsApi.PUT_DELIVERY_DESTINATION, destinations::put)
        .register(LogsApi.GET_DELIVERY_DESTINATION, destinations::get)
        .register(LogsApi.DESCRIBE_DELIVERY_DESTINATIONS, destinations::describe)
        .register(LogsApi.DELETE_DELIVERY_DESTINATION, destinations::delete)
        .register(LogsApi.PUT_DELIVERY_DESTINATION_POLICY, policies::put)
        .register(LogsApi.GET_DELIVERY_DESTINATION_POLICY, policies::get)
        .register(LogsApi.DELETE_DELIVERY_DESTINATION_POLICY, policies::delete)
        .register(LogsApi.CREATE_DELIVERY, deliveries::create)
        .register(LogsApi.GET_DELIVERY, deliveries::get)
        .register(LogsApi.DESCRIBE_DELIVERIES, deliveries::describe)
        .register(LogsApi.DELETE_DELIVERY, deliveries::delete);
  }
}
