"""Lambda told through boto3: run with AWS_ENDPOINT_URL set; prints one line a story."""

import io
import json
import os
import time
import uuid
import zipfile

import boto3
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
functions = boto3.client("lambda", endpoint_url=ENDPOINT)
queues = boto3.client("sqs", endpoint_url=ENDPOINT)
ROLE = "arn:aws:iam::000000000000:role/r"
ARN = "arn:aws:lambda:us-east-1:000000000000:function:"


def package(source):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("app.py", source)
    return packed.getvalue()


VERSION = "def handler(event, context): return context.function_version\n"


def make(source=VERSION, **more):
    name = "boto-" + uuid.uuid4().hex
    made = functions.create_function(
        FunctionName=name,
        Runtime="python3.12",
        Handler="app.handler",
        Role=ROLE,
        Code={"ZipFile": package(source)},
        **more,
    )
    functions.get_waiter("function_active_v2").wait(FunctionName=name)
    return name, made


def updated(name):
    functions.get_waiter("function_updated_v2").wait(FunctionName=name)


def invoke(name, payload=b"{}", **more):
    answer = functions.invoke(FunctionName=name, Payload=payload, **more)
    return json.loads(answer["Payload"].read()), answer


def refused(code, words, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except ClientError as refusal:
        error = refusal.response["Error"]
        assert error["Code"] == code, error
        assert words in error["Message"], error
        return
    raise AssertionError("not refused: " + words)


def a_function_is_made_waited_for_and_called():
    name, made = make("def handler(event, context): return event\n", Description="d")
    assert made["State"] == "Pending", made
    assert "Environment" not in made, made
    now = functions.get_function(FunctionName=name)["Configuration"]
    assert now["State"] == "Active" and now["LastUpdateStatus"] == "Successful", now
    assert now["RevisionId"] != made["RevisionId"], now
    said, answer = invoke(name, b'{"a": 1}')
    assert said == {"a": 1} and answer["ExecutedVersion"] == "$LATEST", answer


def an_update_is_under_way_before_it_is_done():
    name, _ = make()
    begun = functions.update_function_code(FunctionName=name, ZipFile=package("x = 1\n"))
    assert begun["LastUpdateStatus"] == "InProgress", begun
    updated(name)
    done = functions.get_function_configuration(FunctionName=name)
    assert done["LastUpdateStatus"] == "Successful", done
    assert done["RevisionId"] != begun["RevisionId"], done


def an_alias_with_weights_hits_both_versions():
    name, _ = make(Environment={"Variables": {"SIDE": "a"}})
    first = functions.publish_version(FunctionName=name)
    functions.update_function_configuration(
        FunctionName=name, Environment={"Variables": {"SIDE": "b"}}
    )
    updated(name)
    second = functions.publish_version(FunctionName=name)
    assert (first["Version"], second["Version"]) == ("1", "2")
    functions.create_alias(
        FunctionName=name,
        Name="live",
        FunctionVersion="1",
        RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}},
    )
    hit = {"1": 0, "2": 0}
    for _ in range(64):
        said, answer = invoke(name, Qualifier="live")
        assert said == answer["ExecutedVersion"], (said, answer)
        hit[said] += 1
        if min(hit.values()) >= 5:
            break
    assert min(hit.values()) >= 5, hit
    functions.update_alias(
        FunctionName=name, Name="live", RoutingConfig={"AdditionalVersionWeights": {}}
    )
    assert {invoke(name, Qualifier="live")[0] for _ in range(10)} == {"1"}


def a_layer_is_laid_under_a_function_and_shared():
    layer = "layer-" + uuid.uuid4().hex
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("python/greeting.py", "WORD = 'hello'\n")
    version = functions.publish_layer_version(
        LayerName=layer, Content={"ZipFile": packed.getvalue()}, CompatibleRuntimes=["python3.12"]
    )
    assert version["Version"] == 1 and version["Content"]["Location"], version
    source = "import greeting\ndef handler(event, context): return greeting.WORD\n"
    name, _ = make(source, Layers=[version["LayerVersionArn"]])
    assert invoke(name)[0] == "hello"
    functions.add_layer_version_permission(
        LayerName=layer,
        VersionNumber=1,
        StatementId="all",
        Action="lambda:GetLayerVersion",
        Principal="*",
    )
    policy = functions.get_layer_version_policy(LayerName=layer, VersionNumber=1)
    assert json.loads(policy["Policy"])["Statement"][0]["Sid"] == "all", policy
    functions.remove_layer_version_permission(LayerName=layer, VersionNumber=1, StatementId="all")
    refused(
        "ResourceNotFoundException",
        "No policy is associated with the given resource.",
        functions.get_layer_version_policy,
        LayerName=layer,
        VersionNumber=1,
    )


def permissions_are_revisions():
    name, _ = make()
    before = functions.get_function_configuration(FunctionName=name)["RevisionId"]
    functions.add_permission(
        FunctionName=name,
        StatementId="s3",
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
        RevisionId=before,
    )
    policy = functions.get_policy(FunctionName=name)
    after = functions.get_function_configuration(FunctionName=name)["RevisionId"]
    assert before != after == policy["RevisionId"], policy
    refused(
        "PreconditionFailedException",
        "does not match the latest Revision Id",
        functions.remove_permission,
        FunctionName=name,
        StatementId="s3",
        RevisionId=before,
    )
    functions.remove_permission(FunctionName=name, StatementId="s3", RevisionId=after)


def a_mapping_lives_and_brings_messages():
    source = "in-" + uuid.uuid4().hex
    url = queues.create_queue(QueueName=source)["QueueUrl"]
    name, _ = make(
        "def handler(event, context): return [r['body'] for r in event['Records']]\n",
    )
    made = functions.create_event_source_mapping(
        FunctionName=name,
        EventSourceArn="arn:aws:sqs:us-east-1:000000000000:" + source,
        Enabled=False,
    )
    assert made["State"] == "Disabled" and made["BatchSize"] == 10, made
    refused(
        "ResourceConflictException",
        made["UUID"],
        functions.create_event_source_mapping,
        FunctionName=name,
        EventSourceArn=made["EventSourceArn"],
    )
    queues.send_message(QueueUrl=url, MessageBody="one")
    changed = functions.update_event_source_mapping(UUID=made["UUID"], Enabled=True)
    assert changed["State"] == "Enabling", changed
    end = time.monotonic() + 60
    while True:
        counts = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        left = int(counts["ApproximateNumberOfMessages"])
        if left + int(counts["ApproximateNumberOfMessagesNotVisible"]) == 0:
            break
        assert time.monotonic() < end, counts
    gone = functions.delete_event_source_mapping(UUID=made["UUID"])
    assert gone["State"] == "Deleting", gone


def a_large_package_comes_through():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("app.py", VERSION)
        archive.writestr("weights.bin", os.urandom(17 << 20))
    name = "boto-" + uuid.uuid4().hex
    made = functions.create_function(
        FunctionName=name,
        Runtime="python3.12",
        Handler="app.handler",
        Role=ROLE,
        Code={"ZipFile": packed.getvalue()},
    )
    assert made["CodeSize"] == len(packed.getvalue()), made
    assert invoke(name)[0] == "$LATEST"
    refused(
        "RequestEntityTooLargeException",
        "Request must be smaller than 69905067 bytes for the UpdateFunctionCode operation",
        functions.update_function_code,
        FunctionName=name,
        ZipFile=b"x" * (50 * 1024 * 1024 + 1),
    )


def tags_are_put_on_functions():
    name, made = make(Tags={"a": "1"})
    functions.tag_resource(Resource=made["FunctionArn"], Tags={"b": "2"})
    functions.untag_resource(Resource=made["FunctionArn"], TagKeys=["a"])
    assert functions.list_tags(Resource=made["FunctionArn"])["Tags"] == {"b": "2"}
    assert functions.get_function(FunctionName=name)["Tags"] == {"b": "2"}


def what_is_wrong_is_told_in_lambdas_words():
    name, _ = make()
    missing = "missing-" + uuid.uuid4().hex
    refused(
        "ResourceNotFoundException",
        "Function not found: " + ARN + missing,
        functions.get_function,
        FunctionName=missing,
    )
    refused(
        "InvalidParameterValueException",
        "Value no-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum",
        functions.update_function_configuration,
        FunctionName=name,
        Runtime="no-runtime",
    )
    refused(
        "ValidationException",
        "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint",
        functions.update_function_configuration,
        FunctionName=name,
        Role="r1",
    )
    refused(
        "ValidationException",
        "Value '[%s]' at 'layers' failed to satisfy constraint: Member must satisfy constraint: "
        "[Member must have length less than or equal to 2048, Member must have length greater"
        % "arn:aws:lambda:us-east-1:000000000000:layer:l",
        functions.update_function_configuration,
        FunctionName=name,
        Layers=["arn:aws:lambda:us-east-1:000000000000:layer:l"],
    )
    far = boto3.client("lambda", endpoint_url=ENDPOINT, region_name="eu-central-1")
    refused(
        "ResourceNotFoundException",
        "Functions from 'us-east-1' are not reachable in this region ('eu-central-1')",
        far.get_function,
        FunctionName=ARN + name,
    )


for story in (
    a_function_is_made_waited_for_and_called,
    an_update_is_under_way_before_it_is_done,
    an_alias_with_weights_hits_both_versions,
    a_layer_is_laid_under_a_function_and_shared,
    permissions_are_revisions,
    a_mapping_lives_and_brings_messages,
    a_large_package_comes_through,
    tags_are_put_on_functions,
    what_is_wrong_is_told_in_lambdas_words,
):
    story()
    print("ok " + story.__name__, flush=True)
