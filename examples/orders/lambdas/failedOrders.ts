import { SQSHandler } from "aws-lambda";

// Tells of the orders that came to the dead-letter queue.
export const handler: SQSHandler = async (event) => {
  for (const record of event.Records) {
    const messageBody = JSON.parse(record.body);
    console.log(messageBody.customerName);
  }
};
