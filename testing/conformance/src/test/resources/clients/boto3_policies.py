"""Policies of queues, topics and buses, as two accounts meet them through boto3."""

import json
import os
import sys
import traceback
import uuid

import boto3
from botocore.exceptions import ClientError

OURS = "111111111111"
THEIRS = "222222222222"
SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"
REGION = "us-east-1"
STORIES = []


def client(service, account):
    return boto3.client(
        service,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        aws_access_key_id="AKID" + account,
        aws_secret_access_key=SECRET,
        region_name=REGION,
    )


SQS, SNS, EVENTS = (client(each, OURS) for each in ("sqs", "sns", "events"))
SQS2, SNS2, EVENTS2 = (client(each, THEIRS) for each in ("sqs", "sns", "events"))


def story(tell):
    STORIES.append(tell)
    return tell


def fresh(prefix):
    return prefix + "-" + uuid.uuid4().hex


def arn(service, name, account=OURS):
    return "arn:aws:%s:%s:%s:%s" % (service, REGION, account, name)


def root(account):
    return "arn:aws:iam::%s:root" % account


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def statement(effect, action, resource, principal="*", condition=None, sid=None, no=""):
    made = {"Effect": effect, no + "Principal": principal, "Action": action, "Resource": resource}
    if condition:
        made["Condition"] = condition
    if sid:
        made["Sid"] = sid
    return made


def queue(client=None, **attributes):
    name = fresh("q")
    url = (client or SQS).create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return url, arn("sqs", name)


def let(url, *statements):
    SQS.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy(*statements)})


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError("%s was not refused" % call)


def first(url, seconds=10):
    got = SQS.receive_message(
        QueueUrl=url, WaitTimeSeconds=seconds, MessageAttributeNames=["All"]
    ).get("Messages", [])
    return got[0] if got else None


@story
def another_account_needs_a_statement_that_allows():
    url, queue_arn = queue()
    told = refused("AccessDenied", SQS2.send_message, QueueUrl=url, MessageBody="x")
    assert told == (
        "User: %s is not authorized to perform: sqs:sendmessage on resource: %s"
        " because no resource-based policy allows the sqs:sendmessage action"
        % (root(THEIRS), queue_arn)
    ), told
    SQS.add_permission(
        QueueUrl=url, Label="them", AWSAccountIds=[THEIRS], Actions=["SendMessage", "GetQueueUrl"]
    )
    SQS2.send_message(QueueUrl=url, MessageBody="theirs")
    SQS2.send_message_batch(QueueUrl=url, Entries=[{"Id": "1", "MessageBody": "batch"}])
    name = url.rsplit("/", 1)[1]
    assert SQS2.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=OURS)["QueueUrl"] == url
    assert first(url)
    refused("AccessDenied", SQS2.receive_message, QueueUrl=url)


@story
def what_only_owners_do_no_policy_opens():
    url, queue_arn = queue()
    let(url, statement("Allow", "sqs:*", queue_arn, {"AWS": THEIRS}))
    SQS2.receive_message(QueueUrl=url)
    SQS2.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
    refused("AccessDenied", SQS2.delete_queue, QueueUrl=url)
    refused(
        "AccessDenied",
        SQS2.set_queue_attributes,
        QueueUrl=url,
        Attributes={"VisibilityTimeout": "1"},
    )


@story
def a_denial_binds_the_own_account_and_says_which_statement_it_is():
    url, queue_arn = queue()
    let(
        url,
        statement("Allow", "sqs:*", queue_arn, {"AWS": OURS}),
        statement("Deny", "sqs:PurgeQueue", queue_arn, sid="NobodyPurges"),
    )
    SQS.send_message(QueueUrl=url, MessageBody="x")
    told = refused("AccessDenied", SQS.purge_queue, QueueUrl=url)
    assert "with an explicit deny in a resource-based policy" in told, told
    assert "NobodyPurges" in told, told
    let(url, statement("Allow", "sqs:*", queue_arn, {"AWS": OURS}))
    SQS.purge_queue(QueueUrl=url)


@story
def not_principal_spares_whom_it_names():
    url, queue_arn = queue()
    let(
        url,
        statement("Allow", "sqs:SendMessage", queue_arn, {"AWS": [OURS, THEIRS]}),
        statement("Deny", "sqs:SendMessage", queue_arn, {"AWS": root(OURS)}, no="Not"),
    )
    SQS.send_message(QueueUrl=url, MessageBody="x")
    refused("AccessDenied", SQS2.send_message, QueueUrl=url, MessageBody="x")


@story
def conditions_ask_for_the_address_and_the_transport():
    url, queue_arn = queue()
    here = {"IpAddress": {"aws:SourceIp": ["127.0.0.0/8", "::1/128"]}}
    let(url, statement("Allow", "sqs:SendMessage", queue_arn, {"AWS": THEIRS}, here))
    SQS2.send_message(QueueUrl=url, MessageBody="x")
    there = {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
    let(url, statement("Allow", "sqs:SendMessage", queue_arn, {"AWS": THEIRS}, there))
    refused("AccessDenied", SQS2.send_message, QueueUrl=url, MessageBody="x")
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    let(url, statement("Deny", "sqs:SendMessage", queue_arn, condition=plain, sid="TlsOnly"))
    assert "TlsOnly" in refused("AccessDenied", SQS.send_message, QueueUrl=url, MessageBody="x")


def subscribed(url_policy):
    """A topic with a queue, and a dead-letter queue that lets SNS in."""
    topic = SNS.create_topic(Name=fresh("t"))["TopicArn"]
    dead, dead_arn = queue()
    let(dead, statement("Allow", "sqs:SendMessage", dead_arn, {"Service": "sns.amazonaws.com"}))
    url, queue_arn = queue()
    if url_policy:
        let(url, url_policy(queue_arn, topic))
    SNS.subscribe(
        TopicArn=topic,
        Protocol="sqs",
        Endpoint=queue_arn,
        Attributes={
            "RawMessageDelivery": "true",
            "RedrivePolicy": json.dumps({"deadLetterTargetArn": dead_arn}),
        },
    )
    SNS.publish(TopicArn=topic, Message="hello")
    return url, dead


@story
def a_topic_reaches_no_queue_that_does_not_let_it_in():
    url, dead = subscribed(None)
    assert first(dead)["Body"] == "hello"
    assert first(url, 0) is None


@story
def a_topic_reaches_a_queue_that_lets_it_in():
    url, dead = subscribed(
        lambda queue_arn, topic: statement(
            "Allow",
            "sqs:SendMessage",
            queue_arn,
            {"Service": "sns.amazonaws.com"},
            {"ArnLike": {"aws:SourceArn": topic}, "StringEquals": {"aws:SourceAccount": OURS}},
        )
    )
    assert first(url)["Body"] == "hello"


@story
def a_queue_that_lets_another_topic_in_stays_shut():
    url, dead = subscribed(
        lambda queue_arn, topic: statement(
            "Allow",
            "sqs:SendMessage",
            queue_arn,
            condition={"ArnLike": {"aws:SourceArn": arn("sns", "other-*")}},
        )
    )
    assert first(dead)["Body"] == "hello"
    assert first(url, 0) is None


@story
def a_rule_needs_the_queues_leave_and_dead_letters_say_so():
    bus = fresh("bus")
    EVENTS.create_event_bus(Name=bus)
    open_url, open_arn = queue()
    shut_url, shut_arn = queue()
    dead, dead_arn = queue()
    rules = {"ArnLike": {"aws:SourceArn": arn("events", "rule/%s/*" % bus)}}
    service = {"Service": "events.amazonaws.com"}
    let(open_url, statement("Allow", "sqs:SendMessage", open_arn, service, rules))
    let(dead, statement("Allow", "sqs:SendMessage", dead_arn, service, rules))
    EVENTS.put_rule(Name="r", EventBusName=bus, EventPattern='{"source":["shop"]}')
    EVENTS.put_targets(
        Rule="r",
        EventBusName=bus,
        Targets=[
            {"Id": "open", "Arn": open_arn},
            {"Id": "shut", "Arn": shut_arn, "DeadLetterConfig": {"Arn": dead_arn}},
        ],
    )
    event = {"Source": "shop", "DetailType": "t", "Detail": "{}", "EventBusName": bus}
    EVENTS.put_events(Entries=[event])
    assert first(open_url)
    told = first(dead)["MessageAttributes"]
    assert told["ERROR_CODE"]["StringValue"] == "NO_PERMISSIONS", told
    assert "no resource-based policy allows" in told["ERROR_MESSAGE"]["StringValue"], told
    assert first(shut_url, 0) is None


@story
def a_topic_is_published_to_by_whom_its_policy_names():
    topic = SNS.create_topic(Name=fresh("t"))["TopicArn"]
    told = refused("AuthorizationError", SNS2.publish, TopicArn=topic, Message="x")
    assert told == (
        "User: %s is not authorized to perform: SNS:Publish on resource: %s"
        " because no resource-based policy allows the SNS:Publish action" % (root(THEIRS), topic)
    ), told
    SNS.add_permission(TopicArn=topic, Label="l", AWSAccountId=[THEIRS], ActionName=["Publish"])
    SNS2.publish(TopicArn=topic, Message="x")
    refused("AuthorizationError", SNS2.get_topic_attributes, TopicArn=topic)
    refused("AuthorizationError", SNS2.delete_topic, TopicArn=topic)
    SNS.get_topic_attributes(TopicArn=topic)


@story
def a_topic_is_subscribed_to_as_its_policy_says():
    topic = SNS.create_topic(Name=fresh("t"))["TopicArn"]
    url, queue_arn = queue(SQS2)
    theirs = queue_arn.replace(OURS, THEIRS)
    only = {"StringEquals": {"sns:Protocol": "sqs"}, "ArnLike": {"sns:Endpoint": theirs}}
    SNS.set_topic_attributes(
        TopicArn=topic,
        AttributeName="Policy",
        AttributeValue=policy(statement("Allow", "SNS:Subscribe", topic, {"AWS": THEIRS}, only)),
    )
    refused(
        "AuthorizationError",
        SNS2.subscribe,
        TopicArn=topic,
        Protocol="email",
        Endpoint="a@example.org",
    )
    made = SNS2.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=theirs)["SubscriptionArn"]
    SNS2.get_subscription_attributes(SubscriptionArn=made)
    SNS2.unsubscribe(SubscriptionArn=made)


@story
def a_bus_takes_events_from_whom_its_policy_names():
    bus = fresh("bus")
    bus_arn = EVENTS.create_event_bus(Name=bus)["EventBusArn"]
    event = {"Source": "shop", "DetailType": "t", "Detail": "{}", "EventBusName": bus_arn}
    told = refused("AccessDeniedException", EVENTS2.put_events, Entries=[event])
    assert told == (
        "User: %s is not authorized to perform: events:PutEvents on resource: %s"
        " because no resource-based policy allows the events:PutEvents action"
        % (root(THEIRS), bus_arn)
    ), told
    EVENTS.put_permission(
        EventBusName=bus, Action="events:PutEvents", Principal=THEIRS, StatementId="s"
    )
    assert EVENTS2.put_events(Entries=[event])["FailedEntryCount"] == 0
    refused("AccessDeniedException", EVENTS2.describe_event_bus, Name=bus_arn)
    only = {"StringEquals": {"events:source": "till"}}
    EVENTS.put_permission(
        EventBusName=bus,
        Policy=policy(statement("Allow", "events:PutEvents", bus_arn, {"AWS": THEIRS}, only)),
    )
    refused("AccessDeniedException", EVENTS2.put_events, Entries=[event])
    EVENTS2.put_events(Entries=[dict(event, Source="till")])


@story
def others_keep_rules_on_a_bus_that_lets_them():
    bus = fresh("bus")
    bus_arn = EVENTS.create_event_bus(Name=bus)["EventBusArn"]
    mine = {"StringEqualsIfExists": {"events:creatorAccount": "${aws:PrincipalAccount}"}}
    rules = arn("events", "rule/%s/*" % bus)
    EVENTS.put_permission(
        EventBusName=bus,
        Policy=policy(
            statement("Allow", ["events:PutRule", "events:DeleteRule"], rules, {"AWS": THEIRS}, mine)
        ),
    )
    pattern = '{"source":["shop"]}'
    EVENTS.put_rule(Name="ours", EventBusName=bus, EventPattern=pattern)
    EVENTS2.put_rule(Name="theirs", EventBusName=bus_arn, EventPattern=pattern)
    EVENTS2.delete_rule(Name="theirs", EventBusName=bus_arn)
    refused("AccessDeniedException", EVENTS2.delete_rule, Name="ours", EventBusName=bus_arn)


@story
def a_rule_reaches_the_bus_of_another_account_that_lets_its_account_in():
    far = EVENTS2.create_event_bus(Name=fresh("far"))["EventBusArn"]
    bus = fresh("bus")
    EVENTS.create_event_bus(Name=bus)
    dead, dead_arn = queue()
    let(dead, statement("Allow", "sqs:SendMessage", dead_arn, {"Service": "events.amazonaws.com"}))
    EVENTS.put_rule(Name="r", EventBusName=bus, EventPattern='{"source":["shop"]}')
    target = {
        "Id": "far",
        "Arn": far,
        "RoleArn": "arn:aws:iam::%s:role/reach" % OURS,
        "DeadLetterConfig": {"Arn": dead_arn},
    }
    EVENTS.put_targets(Rule="r", EventBusName=bus, Targets=[target])
    event = {"Source": "shop", "DetailType": "t", "Detail": "{}", "EventBusName": bus}
    EVENTS.put_events(Entries=[event])
    told = first(dead)["MessageAttributes"]
    assert told["ERROR_CODE"]["StringValue"] == "NO_PERMISSIONS", told

    name = fresh("q")
    url = SQS2.create_queue(QueueName=name)["QueueUrl"]
    theirs = arn("sqs", name, THEIRS)
    leave = statement("Allow", "sqs:SendMessage", theirs, {"Service": "events.amazonaws.com"})
    SQS2.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy(leave)})
    far_name = far.rsplit("/", 1)[1]
    EVENTS2.put_rule(Name="r", EventBusName=far_name, EventPattern='{"source":["shop"]}')
    EVENTS2.put_targets(
        Rule="r", EventBusName=far_name, Targets=[{"Id": "q", "Arn": theirs}]
    )
    EVENTS2.put_permission(
        EventBusName=far_name, Action="events:PutEvents", Principal=OURS, StatementId="s"
    )
    EVENTS.put_events(Entries=[event])
    got = SQS2.receive_message(QueueUrl=url, WaitTimeSeconds=10)["Messages"]
    assert json.loads(got[0]["Body"])["account"] == OURS, got


def main():
    print("boto3 " + boto3.__version__)
    failed = False
    for tell in STORIES:
        try:
            tell()
            print("ok " + tell.__name__)
        except Exception:
            failed = True
            print("FAILED " + tell.__name__)
            traceback.print_exc(file=sys.stdout)
    sys.exit(1 if failed else 0)


main()
