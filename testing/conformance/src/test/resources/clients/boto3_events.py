"""EventBridge told through boto3: run with AWS_ENDPOINT_URL set; prints one line a story."""

import json
import os
import time
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(retries={"max_attempts": 0}, read_timeout=30)
events = boto3.client("events", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=CONFIG)
sqs = boto3.client("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=CONFIG)


def fresh(prefix):
    return prefix + "-" + uuid.uuid4().hex


def queue():
    url = sqs.create_queue(QueueName=fresh("boto"))["QueueUrl"]
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return url, shown["Attributes"]["QueueArn"]


def an_event_goes_by_a_rule_to_a_queue():
    url, arn = queue()
    bus = fresh("bus")
    events.create_event_bus(Name=bus)
    events.put_rule(
        Name="r",
        EventBusName=bus,
        EventPattern=json.dumps({"detail": {"n": [{"numeric": [">", 5]}]}}),
    )
    put = events.put_targets(
        Rule="r",
        EventBusName=bus,
        Targets=[
            {
                "Id": "t",
                "Arn": arn,
                "InputTransformer": {
                    "InputPathsMap": {"n": "$.detail.n"},
                    "InputTemplate": '{"seen": <n>, "by": "<aws.events.rule-name>"}',
                },
            }
        ],
    )
    assert put["FailedEntryCount"] == 0
    entries = [
        {"Source": "boto", "DetailType": "d", "Detail": json.dumps({"n": n}), "EventBusName": bus}
        for n in (5, 6)
    ]
    told = events.put_events(Entries=entries)
    assert told["FailedEntryCount"] == 0 and len(told["Entries"]) == 2
    got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"]
    assert [json.loads(m["Body"]) for m in got] == [{"seen": 6, "by": "r"}]


def an_archive_is_replayed():
    url, arn = queue()
    bus = fresh("bus")
    bus_arn = events.create_event_bus(Name=bus)["EventBusArn"]
    name = fresh("a")[:40]
    archive = events.create_archive(ArchiveName=name, EventSourceArn=bus_arn)["ArchiveArn"]
    events.put_events(
        Entries=[{"Source": "b", "DetailType": "d", "Detail": "{}", "EventBusName": bus}]
    )
    events.put_rule(Name="r", EventBusName=bus, EventPattern='{"source":["b"]}')
    events.put_targets(Rule="r", EventBusName=bus, Targets=[{"Id": "t", "Arn": arn}])
    replay = fresh("replay")
    events.start_replay(
        ReplayName=replay,
        EventSourceArn=archive,
        EventStartTime=0,
        EventEndTime=4102444800,
        Destination={"Arn": bus_arn},
    )
    got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    assert json.loads(got[0]["Body"])["replay-name"] == replay
    assert events.describe_archive(ArchiveName=name)["EventCount"] == 1
    other = fresh("replay")
    started = events.start_replay(
        ReplayName=other,
        EventSourceArn=archive,
        EventStartTime=0,
        EventEndTime=4102444800,
        Destination={"Arn": bus_arn},
    )
    assert started["State"] == "STARTING"
    assert events.cancel_replay(ReplayName=other)["State"] == "CANCELLING"
    try:
        events.cancel_replay(ReplayName=other)
        raise AssertionError("it was not refused")
    except events.exceptions.IllegalStatusException:
        pass
    while events.describe_replay(ReplayName=other)["State"] == "CANCELLING":
        time.sleep(0.2)
    assert events.describe_replay(ReplayName=other)["State"] == "CANCELLED"


def errors_are_those_of_the_model():
    for call, arguments, error in (
        (events.describe_rule, {"Name": "nope"}, "ResourceNotFoundException"),
        (events.put_rule, {"Name": "r", "EventPattern": "{"}, "InvalidEventPatternException"),
        (events.create_event_bus, {"Name": "default"}, "ResourceAlreadyExistsException"),
        (events.put_rule, {"Name": "r"}, "ValidationException"),
    ):
        try:
            call(**arguments)
            raise AssertionError("not refused: " + error)
        except ClientError as e:
            assert e.response["Error"]["Code"] == error, e
    try:
        events.describe_rule(Name="nope")
    except events.exceptions.ResourceNotFoundException:
        pass


def lists_come_in_pages():
    bus = fresh("bus")
    events.create_event_bus(Name=bus)
    for i in range(5):
        events.put_rule(Name="r%d" % i, EventBusName=bus, EventPattern='{"a":["b"]}')
    token, names = {}, []
    while True:
        page = events.list_rules(EventBusName=bus, Limit=2, **token)
        names += [rule["Name"] for rule in page["Rules"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    assert names == ["r%d" % i for i in range(5)]


for story in (
    an_event_goes_by_a_rule_to_a_queue,
    an_archive_is_replayed,
    errors_are_those_of_the_model,
    lists_come_in_pages,
):
    story()
    print("ok", story.__name__)
