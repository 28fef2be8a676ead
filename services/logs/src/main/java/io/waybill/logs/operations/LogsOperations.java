package io.waybill.logs.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.logs.api.LogsApi;

/// All operations of CloudWatch Logs that are served here.
public final class LogsOperations {
  private LogsOperations() {}

  public static void register(Access access, Gateway.Builder gateway) {
    Groups groups = new Groups(access);
    Streams streams = new Streams(access);
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
        .register(LogsApi.PUT_RETENTION_POLICY, groups::keep);
  }
}
