"""SNS told through boto3: run with AWS_ENDPOINT_URL set; prints one line a story."""

import json
import os
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(retries={"max_attempts": 0}, read_timeout=30)
sns = boto3.client("sns", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=CONFIG)
sqs = boto3.client("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=CONFIG)


def fresh(prefix):
    return prefix + "-" + uuid.uuid4().hex


def queue():
    url = sqs.create_queue(QueueName=fresh("boto"))["QueueUrl"]
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return url, shown["Attributes"]["QueueArn"]


def received(url):
    got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5, MaxNumberOfMessages=10)
    return [message["Body"] for message in got.get("Messages", [])]


def a_message_goes_by_a_topic_to_a_queue():
    topic = sns.create_topic(Name=fresh("boto"), Tags=[{"Key": "k", "Value": "v"}])["TopicArn"]
    url, arn = queue()
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    sent = sns.publish(
        TopicArn=topic,
        Message="hello",
        Subject="s",
        MessageAttributes={"n": {"DataType": "Number", "StringValue": "1"}},
    )
    envelope = json.loads(received(url)[0])
    assert envelope["MessageId"] == sent["MessageId"]
    assert (envelope["Message"], envelope["Subject"]) == ("hello", "s")
    assert envelope["MessageAttributes"] == {"n": {"Type": "Number", "Value": "1"}}
    assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == [{"Key": "k", "Value": "v"}]


def a_filter_policy_keeps_out_what_does_not_match():
    topic = sns.create_topic(Name=fresh("boto"))["TopicArn"]
    url, arn = queue()
    policy = json.dumps({"order": {"total": [{"numeric": [">", 10]}]}})
    sns.subscribe(
        TopicArn=topic,
        Protocol="sqs",
        Endpoint=arn,
        Attributes={
            "RawMessageDelivery": "true",
            "FilterPolicyScope": "MessageBody",
            "FilterPolicy": policy,
        },
    )
    batch = [
        {"Id": str(i), "Message": json.dumps({"order": {"total": i}})} for i in (10, 11)
    ]
    answer = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=batch)
    assert [each["Id"] for each in answer["Successful"]] == ["10", "11"]
    assert answer["Failed"] == []
    assert received(url) == ['{"order": {"total": 11}}']


def errors_are_told_by_their_class_and_code():
    try:
        sns.publish(TopicArn="arn:aws:sns:us-east-1:000000000000:" + fresh("none"), Message="m")
        raise AssertionError("it was not refused")
    except sns.exceptions.NotFoundException as refused:
        assert refused.response["Error"]["Message"] == "Topic does not exist"
    try:
        sns.create_topic(Name="no spaces")
        raise AssertionError("it was not refused")
    except ClientError as refused:
        assert refused.response["Error"]["Code"] == "InvalidParameter"


def a_subscription_has_what_was_archived_replayed():
    attributes = {
        "FifoTopic": "true",
        "ContentBasedDeduplication": "true",
        "ArchivePolicy": json.dumps({"MessageRetentionPeriod": "30"}),
    }
    topic = sns.create_topic(Name=fresh("boto") + ".fifo", Attributes=attributes)["TopicArn"]
    sent = [
        sns.publish(TopicArn=topic, Message=str(i), MessageGroupId="g")["MessageId"]
        for i in range(3)
    ]
    shown = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    policy = {"PointType": "Timestamp", "StartingPoint": shown["BeginningArchiveTime"]}
    url, arn = queue()
    subscription = sns.subscribe(
        TopicArn=topic,
        Protocol="sqs",
        Endpoint=arn,
        Attributes={"ReplayPolicy": json.dumps(policy)},
    )["SubscriptionArn"]
    got = []
    while len(got) < 3:
        got += [json.loads(body) for body in received(url)]
    assert sorted(each["MessageId"] for each in got) == sorted(sent)
    assert all(each["Replayed"] is True for each in got)
    shown = sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
    assert json.loads(shown["ReplayPolicy"]) == policy
    assert shown["ReplayStatus"] in ("In progress", "Completed")
    try:
        sns.delete_topic(TopicArn=topic)
        raise AssertionError("it was not refused")
    except ClientError as refused:
        assert refused.response["Error"]["Code"] == "InvalidState"
    sns.set_topic_attributes(
        TopicArn=topic, AttributeName="ArchivePolicy", AttributeValue="{}"
    )
    sns.delete_topic(TopicArn=topic)


for story in (
    a_message_goes_by_a_topic_to_a_queue,
    a_filter_policy_keeps_out_what_does_not_match,
    errors_are_told_by_their_class_and_code,
    a_subscription_has_what_was_archived_replayed,
):
    story()
    print("ok", story.__name__)
