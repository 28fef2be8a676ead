import { Handler } from "aws-lambda";
import { SendMessageBatchCommand, SendMessageBatchCommandInput, SendMessageBatchRequestEntry, SQSClient } from "@aws-sdk/client-sqs";
import { v4 } from "uuid";
import { OrderMix } from "../shared/types";

const client = new SQSClient({ region: "eu-west-1" });

const orders: OrderMix[] = [];
for (let i = 0; i < 10; i++) {
  orders.push({
    customerName: `User${i}`,
    customerAddress: "1 Main Street",
    items: [],
  });
}

// In the place of User6: a batch may have ten entries.
orders.splice(6, 1, {
  // No address property - bad.
  customerName: "UserX",
  items: [],
});

// Queues ten orders, of which one is bad.
export const handler: Handler = async () => {
  const entries: SendMessageBatchRequestEntry[] = orders.map((order) => {
    return {
      Id: v4(),
      MessageBody: JSON.stringify(order),
    };
  });
  const batchCommandInput: SendMessageBatchCommandInput = {
    QueueUrl: process.env.QUEUE_URL,
    Entries: entries,
  };
  const batchResult = await client.send(new SendMessageBatchCommand(batchCommandInput));
  console.log("Queued", batchResult.Successful?.length);
  return {
    statusCode: 200,
    headers: {
      "content-type": "application/json",
    },
    body: "All orders queued for processing",
  };
};
