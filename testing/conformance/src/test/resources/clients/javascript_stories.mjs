// Stories told through the AWS SDK for JavaScript v3 and sqs-consumer: run with AWS_ENDPOINT_URL
// set; prints one line a story.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  paginateListQueues,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Consumer } from "sqs-consumer";

const sqs = new SQSClient({ endpoint: process.env.AWS_ENDPOINT_URL, maxAttempts: 1 });

async function queue(Attributes = {}) {
  const QueueName = "js-" + randomUUID() + (Attributes.FifoQueue ? ".fifo" : "");
  return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl;
}

async function send(QueueUrl, MessageBody, more = {}) {
  return sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
}

async function receive(QueueUrl, more = {}) {
  const got = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }),
  );
  return got.Messages ?? [];
}

async function aMessageIsSentReceivedAndDeleted() {
  const url = await queue();
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "ä" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 255]) },
  };
  const sent = await send(url, "grüße \u{1f600}", { MessageAttributes });
  const [got] = await receive(url, {
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
  });
  assert.equal(got.Body, "grüße \u{1f600}");
  assert.equal(got.MessageId, sent.MessageId);
  assert.equal(got.MessageAttributes.text.StringValue, "ä");
  assert.deepEqual([...got.MessageAttributes.bytes.BinaryValue], [0, 1, 255]);
  assert.equal(got.Attributes.ApproximateReceiveCount, "1");
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: got.ReceiptHandle }));
  assert.deepEqual(await receive(url), []);
}

async function refusalsAreErrorsOfTheirOwn() {
  const url = await queue();
  await assert.rejects(send(url + "x", "x"), QueueDoesNotExist);
  await assert.rejects(
    sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: "invented" })),
    ReceiptHandleIsInvalid,
  );
}

async function batchesFailEntryByEntry() {
  const url = await queue();
  const sent = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: [
        { Id: "good", MessageBody: "good" },
        { Id: "bad", MessageBody: "\u0001" },
      ],
    }),
  );
  assert.equal(sent.Successful[0].Id, "good");
  assert.equal(sent.Failed[0].Code, "InvalidMessageContents");
  const [{ ReceiptHandle }] = await receive(url);
  const Entries = [{ Id: "a", ReceiptHandle }];
  const changed = await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: url,
      Entries: [{ ...Entries[0], VisibilityTimeout: 60 }],
    }),
  );
  assert.equal(changed.Successful.length, 1);
  const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  assert.equal(deleted.Successful.length, 1);
}

async function fifoKeepsOrderAndTakesDuplicatesOnce() {
  const url = await queue({ FifoQueue: "true", ContentBasedDeduplication: "true" });
  for (const body of ["0", "1", "1", "2", "0"]) {
    await send(url, body, { MessageGroupId: "g" });
  }
  assert.deepEqual((await receive(url)).map((m) => m.Body), ["0", "1", "2"]);
}

async function aLongPollIsWokenByWhatArrives() {
  const url = await queue();
  const began = performance.now();
  const poll = receive(url, { WaitTimeSeconds: 20 });
  await send(url, "x");
  assert.equal((await poll)[0].Body, "x");
  assert.ok(performance.now() - began < 5000);
}

async function queuesAreListedByPages() {
  const url = await queue();
  const urls = [];
  const start = { QueueNamePrefix: "js-" };
  for await (const page of paginateListQueues({ client: sqs, pageSize: 2 }, start)) {
    urls.push(...(page.QueueUrls ?? []));
  }
  assert.ok(urls.includes(url));
}

async function sqsConsumerHandlesAndDeletesWhatComes() {
  const url = await queue({ VisibilityTimeout: "30" });
  for (let i = 0; i < 15; i++) {
    await send(url, "m" + i);
  }
  const seen = new Set();
  await new Promise((resolve, reject) => {
    const consumer = Consumer.create({
      queueUrl: url,
      sqs,
      batchSize: 10,
      waitTimeSeconds: 1,
      handleMessage: async (message) => {
        seen.add(message.Body);
        if (seen.size === 15) {
          consumer.stop();
        }
        return message;
      },
    });
    consumer.on("error", reject);
    consumer.on("processing_error", reject);
    consumer.on("stopped", resolve);
    consumer.start();
  });
  assert.equal(seen.size, 15);
  // The consumer deletes a batch after it says that it stopped.
  for (let left = "?"; left !== "0"; ) {
    const shown = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
    );
    left = shown.Attributes.ApproximateNumberOfMessagesNotVisible;
    assert.equal(shown.Attributes.ApproximateNumberOfMessages, "0");
  }
}

let failed = 0;
for (const story of [
  aMessageIsSentReceivedAndDeleted,
  refusalsAreErrorsOfTheirOwn,
  batchesFailEntryByEntry,
  fifoKeepsOrderAndTakesDuplicatesOnce,
  aLongPollIsWokenByWhatArrives,
  queuesAreListedByPages,
  sqsConsumerHandlesAndDeletesWhatComes,
]) {
  try {
    await story();
    console.log("ok", story.name);
  } catch (e) {
    failed++;
    console.log("FAILED", story.name, e);
  }
}
process.exit(failed === 0 ? 0 : 1);
