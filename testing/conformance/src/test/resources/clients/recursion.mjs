// A function that sends each message back to its queue, and says so in another.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const sqs = new SQSClient({});

export async function handler(event) {
  for (const { body, eventSourceARN } of event.Records) {
    const queue = `/000000000000/${eventSourceARN.split(':').pop()}`;
    await sqs.send(new SendMessageCommand({ QueueUrl: `${queue}-told`, MessageBody: body }));
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body }));
  }
}
