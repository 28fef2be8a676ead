package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.engine.gateway.Gateway;

/// All operations of CloudWatch that are served here.
public final class CloudWatchOperations {
  private CloudWatchOperations() {}

  public static void register(Access access, Gateway.Builder gateway) {
    gateway
        .register(CloudWatchApi.GET_METRIC_DATA, new GetMetricData(access))
        .register(CloudWatchApi.GET_METRIC_STATISTICS, new GetMetricStatistics(access))
        .register(CloudWatchApi.LIST_METRICS, new ListMetrics(access))
        .register(CloudWatchApi.PUT_METRIC_DATA, new PutMetricData(access));
  }
}
