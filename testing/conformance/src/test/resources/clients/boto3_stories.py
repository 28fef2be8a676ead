"""Stories told through boto3: run with AWS_ENDPOINT_URL set; prints one line a story."""

import hashlib
import json
import os
import sys
import threading
import time
import uuid

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError

sqs = boto3.client(
    "sqs",
    endpoint_url=os.environ["AWS_ENDPOINT_URL"],
    config=Config(retries={"max_attempts": 0}, read_timeout=30),
)
QUERY = sqs.meta.service_model.metadata["protocol"] == "query"


def queue(**attributes):
    name = "boto-" + uuid.uuid4().hex
    if attributes.get("FifoQueue"):
        name += ".fifo"
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]


def arn(url):
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return shown["Attributes"]["QueueArn"]


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        return e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"], e
    raise AssertionError("not refused")


def a_message_is_sent_received_and_deleted():
    url = queue()
    attributes = {
        "text": {"DataType": "String", "StringValue": "ä\n"},
        "number": {"DataType": "Number", "StringValue": "1.5"},
        "bytes": {"DataType": "Binary", "BinaryValue": bytes(range(256))},
    }
    body = "grüße \U0001f600 <&>\"'\r\n"
    sent = sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)
    assert sent["MD5OfMessageBody"] == hashlib.md5(body.encode()).hexdigest()
    got = sqs.receive_message(
        QueueUrl=url, MessageAttributeNames=["All"], AttributeNames=["All"]
    )["Messages"][0]
    assert got["Body"] == body
    assert got["MessageAttributes"] == attributes
    assert got["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"]
    assert got["Attributes"]["ApproximateReceiveCount"] == "1"
    sqs.delete_message(QueueUrl=url, ReceiptHandle=got["ReceiptHandle"])
    counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert counts["ApproximateNumberOfMessagesNotVisible"] == "0"


def errors_are_told_by_their_class_and_code():
    missing = sqs.meta.endpoint_url + "/000000000000/none-" + uuid.uuid4().hex
    code, status, error = refused(sqs.send_message, QueueUrl=missing, MessageBody="x")
    assert (code, status) == ("AWS.SimpleQueueService.NonExistentQueue", 400), code
    assert isinstance(error, sqs.exceptions.QueueDoesNotExist), type(error)
    code, status, _ = refused(sqs.delete_message, QueueUrl=queue(), ReceiptHandle="invented")
    assert (code, status) == ("ReceiptHandleIsInvalid", 404), (code, status)
    code, _, _ = refused(sqs.receive_message, QueueUrl=queue(), MaxNumberOfMessages=11)
    assert code == "InvalidParameterValue", code


def batches_fail_entry_by_entry():
    url = queue()
    sent = sqs.send_message_batch(
        QueueUrl=url,
        Entries=[{"Id": str(i), "MessageBody": "\x01" if i == 3 else str(i)} for i in range(10)],
    )
    assert len(sent["Successful"]) == 9
    failed = sent["Failed"][0]
    assert (failed["Id"], failed["SenderFault"]) == ("3", True), failed
    assert failed["Code"] == "InvalidMessageContents", failed
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    entries = [{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(got)]
    changed = sqs.change_message_visibility_batch(
        QueueUrl=url, Entries=[dict(e, VisibilityTimeout=100) for e in entries]
    )
    assert len(changed["Successful"]) == 9 and "Failed" not in changed
    deleted = sqs.delete_message_batch(
        QueueUrl=url, Entries=entries + [{"Id": "x", "ReceiptHandle": "invented"}]
    )
    assert len(deleted["Successful"]) == 9
    assert deleted["Failed"][0]["Code"] == "ReceiptHandleIsInvalid", deleted


def fifo_keeps_order_and_takes_duplicates_once():
    url = queue(FifoQueue="true", ContentBasedDeduplication="true")
    for i in range(5):
        sqs.send_message(QueueUrl=url, MessageBody=str(i), MessageGroupId="g")
        sqs.send_message(QueueUrl=url, MessageBody=str(i), MessageGroupId="g")
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [m["Body"] for m in got] == ["0", "1", "2", "3", "4"]


def a_long_poll_is_woken_by_what_arrives():
    url = queue()
    timer = threading.Timer(0.3, sqs.send_message, kwargs={"QueueUrl": url, "MessageBody": "x"})
    began = time.monotonic()
    timer.start()
    got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20)
    took = time.monotonic() - began
    assert got["Messages"][0]["Body"] == "x"
    assert took < 5, took


def dead_letters_move_there_and_back():
    dead = queue()
    policy = json.dumps({"deadLetterTargetArn": arn(dead), "maxReceiveCount": 1})
    url = queue(RedrivePolicy=policy, VisibilityTimeout="0")
    sqs.send_message(QueueUrl=url, MessageBody="x")
    assert sqs.receive_message(QueueUrl=url)["Messages"]
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [url]
    if hasattr(sqs, "start_message_move_task"):
        assert sqs.start_message_move_task(SourceArn=arn(dead))["TaskHandle"]
        for _ in range(200):
            task = sqs.list_message_move_tasks(SourceArn=arn(dead))["Results"][0]
            if task["Status"] != "RUNNING":
                break
        assert task["Status"] == "COMPLETED", task
        assert sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"] == "x"


def queues_are_described_tagged_and_listed():
    url = queue(VisibilityTimeout="7")
    name = url.split("/")[-1]
    assert sqs.get_queue_url(QueueName=name)["QueueUrl"] == url
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "3"})
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (shown["VisibilityTimeout"], shown["DelaySeconds"]) == ("7", "3")
    sqs.tag_queue(QueueUrl=url, Tags={"a": "1", "b": ""})
    sqs.untag_queue(QueueUrl=url, TagKeys=["a"])
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"b": ""}
    sqs.add_permission(QueueUrl=url, Label="l", AWSAccountIds=["111122223333"], Actions=["*"])
    sqs.remove_permission(QueueUrl=url, Label="l")
    pages = sqs.get_paginator("list_queues").paginate(
        QueueNamePrefix="boto-", PaginationConfig={"PageSize": 2}
    )
    assert url in [u for page in pages for u in page.get("QueueUrls", [])]
    sqs.purge_queue(QueueUrl=url)
    assert refused(sqs.purge_queue, QueueUrl=url)[:2] == (
        "AWS.SimpleQueueService.PurgeQueueInProgress",
        403,
    )
    sqs.delete_queue(QueueUrl=url)
    assert refused(sqs.get_queue_url, QueueName=name)[0].endswith("NonExistentQueue")


def resources_work():
    resource = boto3.resource("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    created = resource.create_queue(QueueName="boto-" + uuid.uuid4().hex)
    created.send_message(MessageBody="via resource")
    for message in created.receive_messages(WaitTimeSeconds=1):
        assert message.body == "via resource"
        message.change_visibility(VisibilityTimeout=10)
        message.delete()
    created.load()
    assert created.attributes["ApproximateNumberOfMessages"] == "0"


STORIES = [
    a_message_is_sent_received_and_deleted,
    errors_are_told_by_their_class_and_code,
    batches_fail_entry_by_entry,
    fifo_keeps_order_and_takes_duplicates_once,
    a_long_poll_is_woken_by_what_arrives,
    dead_letters_move_there_and_back,
    queues_are_described_tagged_and_listed,
    resources_work,
]

failed = 0
print("boto3", boto3.__version__, "botocore", botocore.__version__, "query" if QUERY else "json")
for story in STORIES:
    try:
        story()
        print("ok", story.__name__)
    except Exception as e:  # one story's failure must not hide the next
        failed += 1
        print("FAILED", story.__name__, type(e).__name__, e)
sys.exit(1 if failed else 0)
