import { SQSHandler } from "aws-lambda";

// Shows the event as Lambda makes it of a queue's messages, and each message.
export const handler: SQSHandler = async (event) => {
  try {
    console.log("Event: ", JSON.stringify(event));
    for (const record of event.Records)
      console.log("Message: ", record.body);
  } catch (error) {
    console.log(JSON.stringify(error));
  }
};
