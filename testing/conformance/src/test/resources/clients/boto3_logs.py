"""Stories of logs and metrics told through boto3: run with AWS_ENDPOINT_URL set; prints one line a
story."""

import datetime
import os
import sys
import time
import uuid

import boto3
import botocore
from botocore.exceptions import ClientError

logs = boto3.client("logs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
cloudwatch = boto3.client("cloudwatch", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
METRIC = {"metricName": "m", "metricNamespace": "boto", "metricValue": "1", "defaultValue": 0}


def group():
    name = "boto-" + uuid.uuid4().hex
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName="s")
    return name


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        return e.response["Error"]["Code"], e.response["Error"]["Message"]
    raise AssertionError("not refused")


def groups_have_tags_and_a_class():
    name = "boto-" + uuid.uuid4().hex
    logs.create_log_group(logGroupName=name, tags={"a": "1"})
    logs.tag_log_group(logGroupName=name, tags={"b": "2"})
    assert logs.list_tags_log_group(logGroupName=name)["tags"] == {"a": "1", "b": "2"}
    logs.untag_log_group(logGroupName=name, tags=["a"])
    assert logs.list_tags_log_group(logGroupName=name)["tags"] == {"b": "2"}
    shown = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]
    assert shown["metricFilterCount"] == 0
    if "logGroupClass" in logs.meta.service_model.shape_for("LogGroup").members:
        assert shown["logGroupClass"] == "STANDARD"
        logs.tag_resource(resourceArn=shown["logGroupArn"], tags={"c": "3"})
        listed = logs.list_tags_for_resource(resourceArn=shown["logGroupArn"])["tags"]
        assert listed == {"b": "2", "c": "3"}, listed


def names_and_limits_are_refused_in_awss_words():
    long = "Invalid LogGroup or LogStream, both must have length less than or equal to 512."
    wrong = "InvalidParameterException"
    assert refused(logs.create_log_group, logGroupName="x" * 513) == (wrong, long)
    name = group()
    code, text = refused(logs.get_log_events, logGroupName=name, logStreamName="s", limit=10001)
    assert code == wrong
    assert text == (
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: "
        "Member must have value less than or equal to 10000"
    )
    code, text = refused(
        logs.put_metric_filter,
        logGroupName=name,
        filterName="two",
        filterPattern="",
        metricTransformations=[
            {"metricName": "a", "metricNamespace": "n", "metricValue": "1"},
            {"metricName": "b", "metricNamespace": "n", "metricValue": "1"},
        ],
    )
    assert code == wrong
    assert text.startswith(
        "1 validation error detected: Value '[MetricTransformation(metricName=a, metricNamespace=n, "
        "metricValue=1, defaultValue=null, unit=null, dimensions=null), "
    ), text
    assert text.endswith("Member must have length less than or equal to 1")


def metric_filters_come_and_go():
    name = group()
    logs.put_metric_filter(
        logGroupName=name, filterName="f", filterPattern=" ", metricTransformations=[METRIC]
    )
    shown = logs.describe_metric_filters(logGroupName=name)["metricFilters"][0]
    assert shown["filterPattern"] == " "
    assert shown["metricTransformations"][0]["defaultValue"] == 0.0
    named = logs.describe_metric_filters(metricName="m", metricNamespace="boto")["metricFilters"]
    assert [each["logGroupName"] for each in named] == [name]
    logs.delete_metric_filter(logGroupName=name, filterName="f")
    assert logs.describe_metric_filters(logGroupName=name)["metricFilters"] == []
    code, text = refused(logs.delete_metric_filter, logGroupName=name, filterName="f")
    assert code == "ResourceNotFoundException"


def subscriptions_go_to_functions_only():
    name = group()

    def put(arn):
        return refused(
            logs.put_subscription_filter,
            logGroupName=name,
            filterName="f",
            filterPattern="",
            destinationArn=arn,
        )

    assert put("arn:aws:kinesis:us-east-1:000000000000:stream/s") == (
        "InvalidParameterException",
        "destinationArn for vendor kinesis cannot be used without roleArn",
    )
    assert put("arn:aws:lambda:us-east-1:111122223333:function:f") == (
        "AccessDeniedException",
        "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies "
        "to create cross account lambda triggers.",
    )
    assert logs.describe_subscription_filters(logGroupName=name)["subscriptionFilters"] == []
    assert refused(logs.describe_subscription_filters, logGroupName="nowhere") == (
        "ResourceNotFoundException",
        "The specified log group does not exist.",
    )


def events_are_paged_and_searched():
    name = group()
    now = int(time.time() * 1000)
    events = [{"timestamp": now + i, "message": '{"n": %d}' % i} for i in range(25)]
    logs.put_log_events(logGroupName=name, logStreamName="s", logEvents=events)
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=name, filterPattern="{ $.n >= 5 && $.n != 7 }", PaginationConfig={"PageSize": 4}
    )
    found = [each["message"] for page in pages for each in page["events"]]
    assert found == ['{"n": %d}' % i for i in range(5, 25) if i != 7], found


def data_are_put_and_asked_for():
    namespace = "boto-" + uuid.uuid4().hex
    now = datetime.datetime.now(datetime.timezone.utc)
    cloudwatch.put_metric_data(
        Namespace=namespace,
        MetricData=[
            {"MetricName": "m", "Values": [1.0, 10.0], "Counts": [2, 4], "Unit": "Count"},
            {"MetricName": "m", "Value": 3.0, "Unit": "Seconds"},
            {"MetricName": "m", "Value": 7.0},
        ],
    )
    span = {
        "StartTime": now - datetime.timedelta(minutes=10),
        "EndTime": now + datetime.timedelta(minutes=10),
    }
    points = cloudwatch.get_metric_statistics(
        Namespace=namespace, MetricName="m", Period=3600, Statistics=["Sum"], **span
    )["Datapoints"]
    told = sorted((each["Unit"], each["Sum"]) for each in points)
    assert told == [("Count", 42.0), ("None", 7.0), ("Seconds", 3.0)], told
    stat = {"Metric": {"Namespace": namespace, "MetricName": "m"}, "Period": 3600, "Unit": "Count"}
    results = cloudwatch.get_metric_data(
        MetricDataQueries=[
            {"Id": "sum", "MetricStat": {**stat, "Stat": "Sum"}},
            {"Id": "max", "MetricStat": {**stat, "Stat": "Maximum"}},
        ],
        **span,
    )["MetricDataResults"]
    assert [(r["Label"], r["Values"]) for r in results] == [
        ("m Sum", [42.0]),
        ("m Maximum", [10.0]),
    ], results
    code, text = refused(
        cloudwatch.put_metric_data,
        Namespace=namespace,
        MetricData=[{"MetricName": "m", "Value": 1.0, "Values": [1.0]}],
    )
    assert code in ("InvalidParameterCombination", "InvalidParameterCombinationException"), code
    assert text == (
        "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually "
        "exclusive and you have specified both."
    )


STORIES = [
    groups_have_tags_and_a_class,
    names_and_limits_are_refused_in_awss_words,
    metric_filters_come_and_go,
    subscriptions_go_to_functions_only,
    events_are_paged_and_searched,
    data_are_put_and_asked_for,
]

failed = 0
print("boto3", boto3.__version__, "botocore", botocore.__version__)
for story in STORIES:
    try:
        story()
        print("ok", story.__name__)
    except Exception as e:  # one story's failure must not hide the next
        failed += 1
        print("FAILED", story.__name__, type(e).__name__, e)
sys.exit(1 if failed else 0)
