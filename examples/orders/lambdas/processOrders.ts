import { SQSHandler } from "aws-lambda";
import Ajv from "ajv";
import schema from "../shared/order.schema.json";

const ajv = new Ajv();
const isValidOrder = ajv.compile(schema.definitions["Order"] || {});

// Handles orders; one that is bad fails the whole batch, which then stays in the queue.
export const handler: SQSHandler = async (event) => {
  try {
    for (const record of event.Records) {
      const messageBody = JSON.parse(record.body);
      console.log("Order", messageBody.customerName);
      if (!isValidOrder(messageBody)) {
        console.log("Bad");
        throw new Error(" Bad Order");
      }
      // process good order
      console.log("Good");
    }
  } catch (error) {
    throw new Error(JSON.stringify(error));
  }
};
