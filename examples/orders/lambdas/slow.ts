import { SQSHandler } from "aws-lambda";

const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

// What is behind it takes its time.
export const handler: SQSHandler = async (event) => {
  await wait(Number(process.env.MILLIS));
  console.log("Handled", event.Records.length);
};
