// What a handler is told of its event beside the event.
import * as modules from 'node:module';
import { ARN, CLIENT, DEADLINE, ID, TRACE } from './fields.mjs';
import { began } from './log.mjs';
import { env } from './settings.mjs';

// To set a variable of the process takes longer than the rest of an event, and libc keeps each
// value for ever. So the one that changes with every event is only shown as if it were one.
const TRACE_VARIABLE = '_X_AMZN_TRACE_ID';
let trace = '';
env[TRACE_VARIABLE] = '';
process.env = new Proxy(env, {
  get: (all, name) => (name === TRACE_VARIABLE ? trace : all[name]),
  set(all, name, value) {
    if (name === TRACE_VARIABLE) trace = String(value);
    else all[name] = value;
    return true;
  },
  getOwnPropertyDescriptor(all, name) {
    const found = Reflect.getOwnPropertyDescriptor(all, name);
    return found && name === TRACE_VARIABLE ? { ...found, value: trace } : found;
  },
});
modules.syncBuiltinESMExports(); // also for who imports it by name

// The variables that a context shows: to read one of the process takes longer than all the rest.
const shown = {
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
};

// Also notes what else the head tells of the event that begins.
export function contextOf(head) {
  const id = head.value(ID);
  began(id);
  const deadline = Number(head.value(DEADLINE));
  const arn = head.value(ARN);
  trace = head.value(TRACE) ?? '';
  const sent = head.value(CLIENT);
  const context = {
    awsRequestId: id,
    invokedFunctionArn: arn,
    functionName: shown.functionName,
    functionVersion: shown.functionVersion,
    memoryLimitInMB: shown.memoryLimitInMB,
    logGroupName: shown.logGroupName,
    logStreamName: shown.logStreamName,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  if (sent) context.clientContext = JSON.parse(Buffer.from(sent, 'latin1').toString());
  return context;
}
