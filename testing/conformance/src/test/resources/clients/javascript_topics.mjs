// SNS told through the AWS SDK for JavaScript v3, and the signatures of its messages through
// sns-validator: run with AWS_ENDPOINT_URL set to a TLS port; prints one line a story.

process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // the server's certificate is its own

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import MessageValidator from "sns-validator";

const endpoint = process.env.AWS_ENDPOINT_URL;
const settings = { endpoint, maxAttempts: 1 };
const sns = new SNSClient(settings);
const sqs = new SQSClient(settings);

async function subscribedQueue(Attributes) {
  const name = "js-" + randomUUID();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name, Attributes }));
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:us-east-1:000000000000:${name}`,
    }),
  );
  return { TopicArn, QueueUrl };
}

async function taken(QueueUrl) {
  for (let left = 10; left > 0; left--) {
    const got = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    for (const { Body, ReceiptHandle } of got.Messages ?? []) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return JSON.parse(Body);
    }
  }
  assert.fail("no message came");
}

function validated(message) {
  const validator = new MessageValidator(/^(127\.0\.0\.1|localhost):\d+$/);
  return new Promise((resolve, reject) =>
    validator.validate(message, (error, valid) => (error ? reject(error) : resolve(valid))),
  );
}

async function messagesArriveWithTheirAttributes() {
  const { TopicArn, QueueUrl } = await subscribedQueue({});
  const told = await sns.send(
    new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: [
        {
          Id: "1",
          Message: "hello",
          Subject: "s",
          MessageAttributes: { n: { DataType: "Number", StringValue: "1" } },
        },
      ],
    }),
  );
  const got = await taken(QueueUrl);
  assert.equal(got.MessageId, told.Successful[0].MessageId);
  assert.equal(got.Message, "hello");
  assert.deepEqual(got.MessageAttributes, { n: { Type: "Number", Value: "1" } });
}

async function theValidatorAcceptsWhatIsSignedAndRefusesAChangedByte() {
  for (const SignatureVersion of ["1", "2"]) {
    const { TopicArn, QueueUrl } = await subscribedQueue({ SignatureVersion });
    await sns.send(new PublishCommand({ TopicArn, Message: "sign this", Subject: "and this" }));
    const got = await taken(QueueUrl);
    assert.equal(got.SignatureVersion, SignatureVersion);
    assert.equal((await validated({ ...got })).MessageId, got.MessageId);
    await assert.rejects(validated({ ...got, Message: "sign thiS" }), /signature is invalid/);
  }
}

async function errorsAreClassesOfTheSdk() {
  const TopicArn = "arn:aws:sns:us-east-1:000000000000:nowhere";
  await assert.rejects(
    sns.send(new GetTopicAttributesCommand({ TopicArn })),
    (error) => error instanceof NotFoundException && error.message === "Topic does not exist",
  );
  await assert.rejects(
    sns.send(new PublishCommand({ TopicArn, Message: "" })),
    (error) => error instanceof InvalidParameterException,
  );
}

for (const story of [
  messagesArriveWithTheirAttributes,
  theValidatorAcceptsWhatIsSignedAndRefusesAChangedByte,
  errorsAreClassesOfTheSdk,
]) {
  await story();
  console.log("ok", story.name);
}
