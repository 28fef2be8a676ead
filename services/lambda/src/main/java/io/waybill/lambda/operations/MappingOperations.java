package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.mapping.Pollers;

/// All operations on event source mappings.
public final class MappingOperations {
  private MappingOperations() {}

  public static void register(
      Access access, Pollers pollers, ServiceCalls calls, Gateway.Builder gateway) {
    Mappings mappings = new Mappings(access, pollers, calls);
    gateway
        .register(LambdaApi.CREATE_EVENT_SOURCE_MAPPING, new CreateEventSourceMapping(mappings))
        .register(LambdaApi.DELETE_EVENT_SOURCE_MAPPING, new DeleteEventSourceMapping(mappings))
        .register(LambdaApi.GET_EVENT_SOURCE_MAPPING, new GetEventSourceMapping(mappings))
        .register(LambdaApi.LIST_EVENT_SOURCE_MAPPINGS, new ListEventSourceMappings(mappings))
        .register(LambdaApi.UPDATE_EVENT_SOURCE_MAPPING, new UpdateEventSourceMapping(mappings));
  }
}
