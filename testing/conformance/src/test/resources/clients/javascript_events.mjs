// EventBridge told through the AWS SDK for JavaScript v3: run with AWS_ENDPOINT_URL set; prints one
// line a story.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  CreateEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  InvalidEventPatternException,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const settings = { endpoint: process.env.AWS_ENDPOINT_URL, maxAttempts: 1 };
const events = new EventBridgeClient(settings);
const sqs = new SQSClient(settings);

async function anEventGoesByARuleToAQueue() {
  const name = "js-" + randomUUID();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const EventBusName = "bus-" + randomUUID();
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  await events.send(
    new PutRuleCommand({
      Name: "r",
      EventBusName,
      EventPattern: JSON.stringify({ source: ["js"], detail: { s: [{ suffix: ".png" }] } }),
    }),
  );
  const put = await events.send(
    new PutTargetsCommand({
      Rule: "r",
      EventBusName,
      Targets: [{ Id: "t", Arn: `arn:aws:sqs:us-east-1:000000000000:${name}` }],
    }),
  );
  assert.equal(put.FailedEntryCount, 0);
  const entry = (s) => ({
    EventBusName,
    Source: "js",
    DetailType: "d",
    Detail: JSON.stringify({ s }),
    Time: new Date("2024-01-02T03:04:05Z"),
  });
  const told = await events.send(
    new PutEventsCommand({ Entries: [entry("a.jpg"), entry("a.png")] }),
  );
  assert.equal(told.FailedEntryCount, 0);
  const got = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  const event = JSON.parse(got.Messages[0].Body);
  assert.equal(event.id, told.Entries[1].EventId);
  assert.equal(event.time, "2024-01-02T03:04:05Z");
  assert.deepEqual(event.detail, { s: "a.png" });
}

async function errorsAreClassesOfTheSdk() {
  await assert.rejects(
    events.send(new DescribeRuleCommand({ Name: "nope" })),
    ResourceNotFoundException,
  );
  await assert.rejects(
    events.send(new PutRuleCommand({ Name: "r", EventPattern: "[]" })),
    InvalidEventPatternException,
  );
}

for (const story of [anEventGoesByARuleToAQueue, errorsAreClassesOfTheSdk]) {
  await story();
  console.log("ok", story.name);
}
