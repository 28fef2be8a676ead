package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.deliver.HttpCourier;

/// All operations of Amazon EventBridge.
public final class EventBridgeOperations {
  private EventBridgeOperations() {}

  /// Registers every operation.
  ///
  /// @param http fetches the tokens of connections
  public static void register(Bridging bridging, HttpCourier http, Gateway.Builder gateway) {
    registerBuses(bridging, gateway);
    registerRules(bridging, gateway);
    registerArchives(bridging, gateway);
    registerConnections(new Connecting(bridging, http), gateway);
    registerDestinations(new Destining(bridging), gateway);
    registerSources(new Sourcing(bridging), gateway);
    registerEndpoints(gateway);
  }

  private static void registerSources(Sourcing sourcing, Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.ACTIVATE_EVENT_SOURCE, new ActivateEventSource(sourcing))
        .register(EventBridgeApi.DEACTIVATE_EVENT_SOURCE, new DeactivateEventSource(sourcing))
        .register(
            EventBridgeApi.CREATE_PARTNER_EVENT_SOURCE, new CreatePartnerEventSource(sourcing))
        .register(
            EventBridgeApi.DELETE_PARTNER_EVENT_SOURCE, new DeletePartnerEventSource(sourcing))
        .register(EventBridgeApi.DESCRIBE_EVENT_SOURCE, new DescribeEventSource(sourcing))
        .register(
            EventBridgeApi.DESCRIBE_PARTNER_EVENT_SOURCE, new DescribePartnerEventSource(sourcing))
        .register(EventBridgeApi.LIST_EVENT_SOURCES, new ListEventSources(sourcing))
        .register(EventBridgeApi.LIST_PARTNER_EVENT_SOURCES, new ListPartnerEventSources(sourcing))
        .register(
            EventBridgeApi.LIST_PARTNER_EVENT_SOURCE_ACCOUNTS,
            new ListPartnerEventSourceAccounts(sourcing))
        .register(EventBridgeApi.PUT_PARTNER_EVENTS, new PutPartnerEvents(sourcing));
  }

  private static void registerConnections(Connecting connecting, Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.CREATE_CONNECTION, new CreateConnection(connecting))
        .register(EventBridgeApi.DEAUTHORIZE_CONNECTION, new DeauthorizeConnection(connecting))
        .register(EventBridgeApi.DELETE_CONNECTION, new DeleteConnection(connecting))
        .register(EventBridgeApi.DESCRIBE_CONNECTION, new DescribeConnection(connecting))
        .register(EventBridgeApi.LIST_CONNECTIONS, new ListConnections(connecting.bridging()))
        .register(EventBridgeApi.UPDATE_CONNECTION, new UpdateConnection(connecting));
  }

  private static void registerDestinations(Destining destining, Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.CREATE_API_DESTINATION, new CreateApiDestination(destining))
        .register(EventBridgeApi.DELETE_API_DESTINATION, new DeleteApiDestination(destining))
        .register(EventBridgeApi.DESCRIBE_API_DESTINATION, new DescribeApiDestination(destining))
        .register(EventBridgeApi.LIST_API_DESTINATIONS, new ListApiDestinations(destining))
        .register(EventBridgeApi.UPDATE_API_DESTINATION, new UpdateApiDestination(destining));
  }

  private static void registerArchives(Bridging bridging, Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.CREATE_ARCHIVE, new CreateArchive(bridging))
        .register(EventBridgeApi.DELETE_ARCHIVE, new DeleteArchive(bridging))
        .register(EventBridgeApi.DESCRIBE_ARCHIVE, new DescribeArchive(bridging))
        .register(EventBridgeApi.LIST_ARCHIVES, new ListArchives(bridging))
        .register(EventBridgeApi.UPDATE_ARCHIVE, new UpdateArchive(bridging))
        .register(EventBridgeApi.START_REPLAY, new StartReplay(bridging))
        .register(EventBridgeApi.CANCEL_REPLAY, new CancelReplay(bridging))
        .register(EventBridgeApi.DESCRIBE_REPLAY, new DescribeReplay(bridging))
        .register(EventBridgeApi.LIST_REPLAYS, new ListReplays(bridging));
  }

  private static void registerBuses(Bridging bridging, Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.CREATE_EVENT_BUS, new CreateEventBus(bridging))
        .register(EventBridgeApi.DELETE_EVENT_BUS, new DeleteEventBus(bridging))
        .register(EventBridgeApi.DESCRIBE_EVENT_BUS, new DescribeEventBus(bridging))
        .register(EventBridgeApi.LIST_EVENT_BUSES, new ListEventBuses(bridging))
        .register(EventBridgeApi.UPDATE_EVENT_BUS, new UpdateEventBus(bridging))
        .register(EventBridgeApi.PUT_PERMISSION, new PutPermission(bridging))
        .register(EventBridgeApi.REMOVE_PERMISSION, new RemovePermission(bridging))
        .register(EventBridgeApi.TAG_RESOURCE, new TagResource(bridging))
        .register(EventBridgeApi.UNTAG_RESOURCE, new UntagResource(bridging))
        .register(EventBridgeApi.LIST_TAGS_FOR_RESOURCE, new ListTagsForResource(bridging));
  }

  private static void registerRules(Bridging bridging, Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.PUT_RULE, new PutRule(bridging))
        .register(EventBridgeApi.DELETE_RULE, new DeleteRule(bridging))
        .register(EventBridgeApi.DESCRIBE_RULE, new DescribeRule(bridging))
        .register(EventBridgeApi.ENABLE_RULE, new EnableRule(bridging))
        .register(EventBridgeApi.DISABLE_RULE, new DisableRule(bridging))
        .register(EventBridgeApi.LIST_RULES, new ListRules(bridging))
        .register(EventBridgeApi.LIST_RULE_NAMES_BY_TARGET, new ListRuleNamesByTarget(bridging))
        .register(EventBridgeApi.PUT_TARGETS, new PutTargets(bridging))
        .register(EventBridgeApi.REMOVE_TARGETS, new RemoveTargets(bridging))
        .register(EventBridgeApi.LIST_TARGETS_BY_RULE, new ListTargetsByRule(bridging))
        .register(EventBridgeApi.PUT_EVENTS, new PutEvents(bridging))
        .register(EventBridgeApi.TEST_EVENT_PATTERN, new TestEventPattern());
  }

  private static void registerEndpoints(Gateway.Builder gateway) {
    gateway
        .register(EventBridgeApi.CREATE_ENDPOINT, new NotOffered<>())
        .register(EventBridgeApi.DELETE_ENDPOINT, new NotOffered<>())
        .register(EventBridgeApi.DESCRIBE_ENDPOINT, new NotOffered<>())
        .register(EventBridgeApi.LIST_ENDPOINTS, new NotOffered<>())
        .register(EventBridgeApi.UPDATE_ENDPOINT, new NotOffered<>());
  }
}
