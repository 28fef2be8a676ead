package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.engine.gateway.Gateway;

/// All operations of CloudWatch that are served here.
public final class CloudWatchOperations {
  private CloudWatchOperations() {}

  public static void register(Access access, Gateway.Builder gateway) {
    AlarmLists lists = new AlarmLists(access);
    AlarmChanges changes = new AlarmChanges(access);
    AlarmTags tags = new AlarmTags(access);
    gateway
        .register(CloudWatchApi.DELETE_ALARMS, changes::delete)
        .register(CloudWatchApi.DESCRIBE_ALARM_HISTORY, new DescribeAlarmHistory(access))
        .register(CloudWatchApi.DESCRIBE_ALARMS, lists::describe)
        .register(CloudWatchApi.DESCRIBE_ALARMS_FOR_METRIC, lists::describeForMetric)
        .register(CloudWatchApi.DISABLE_ALARM_ACTIONS, changes::disable)
        .register(CloudWatchApi.ENABLE_ALARM_ACTIONS, changes::enable)
        .register(CloudWatchApi.LIST_TAGS_FOR_RESOURCE, tags::list)
        .register(CloudWatchApi.PUT_COMPOSITE_ALARM, new PutCompositeAlarm(access))
        .register(CloudWatchApi.PUT_METRIC_ALARM, new PutMetricAlarm(access))
        .register(CloudWatchApi.SET_ALARM_STATE, changes::set)
        .register(CloudWatchApi.TAG_RESOURCE, tags::tag)
        .register(CloudWatchApi.UNTAG_RESOURCE, tags::untag)
        .register(CloudWatchApi.GET_METRIC_DATA, new GetMetricData(access))
        .register(CloudWatchApi.GET_METRIC_STATISTICS, new GetMetricStatistics(access))
        .register(CloudWatchApi.LIST_METRICS, new ListMetrics(access))
        .register(CloudWatchApi.PUT_METRIC_DATA, new PutMetricData(access));
  }
}
