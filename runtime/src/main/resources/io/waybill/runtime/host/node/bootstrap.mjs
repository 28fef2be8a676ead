// Runs a Node.js handler: asks the Lambda Runtime API for events, one after the other.
import { isStreamed } from './awslambda.mjs';
import { Connection } from './connection.mjs';
import { contextOf } from './context.mjs';
import { LoadError, told } from './errors.mjs';
import { Head, SILENT, typeField } from './fields.mjs';
import { load } from './handler.mjs';
import { endOfLog, isSilent, sayError } from './log.mjs';
import { env, served } from './settings.mjs';

// What few functions need takes Node.js as long to load as all the rest, and is loaded for them.
const api =
  served === env.AWS_LAMBDA_RUNTIME_API
    ? new Connection()
    : new (await import('./proxied.mjs')).Proxied();
let initialised = false;
let running; // the request id of the event under way
let whenIdle; // what follows when nothing is left to wait for

// A handler that answers with a callback, or not at all, is done when nothing is left to wait for.
function result(handler, event, context) {
  return new Promise((resolve, reject) => {
    whenIdle = () => resolve(null);
    const callback = (error, value) => {
      const end = () => (error === undefined || error === null ? resolve(value) : reject(error));
      if (context.callbackWaitsForEmptyEventLoop) whenIdle = end;
      else end();
    };
    context.done = (error, value) => {
      context.callbackWaitsForEmptyEventLoop = false;
      callback(error, value);
    };
    context.succeed = (value) => context.done(null, value);
    context.fail = (error) => context.done(error ?? 'handled');
    const got = handler(event, context, callback);
    if (got && typeof got.then === 'function') got.then(context.succeed, context.fail);
  });
}

function plain(handler, event, context) {
  const at = `invocation/${context.awsRequestId}/`;
  const failed = (problem) => {
    const error = told(problem);
    sayError('Invoke Error', problem);
    answer(at + 'error', JSON.stringify(error), typeField(error));
  };
  result(handler, event, context).then((value) => {
    let payload;
    try {
      payload = text(value ?? null) ?? 'null';
    } catch (problem) {
      return failed(problem);
    }
    answer(at + 'response', payload, '');
  }, failed);
}

async function piecemeal(handler, event, context) {
  const { streamed } = await import('./streamed.mjs');
  await streamed(handler, event, context);
  running = undefined;
  api.next(nextEvent);
}

// Answers the event and asks for the next one.
function answer(name, body, headers) {
  let more = headers;
  if (isSilent()) more += SILENT;
  else endOfLog();
  running = undefined;
  api.answer(name, body, more, nextEvent);
}

function text(answer) {
  try {
    return JSON.stringify(answer);
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

async function giveUp(what, problem, code) {
  // Whatever fails on the way, such as where the server is gone, this ends the process.
  try {
    const error = told(problem);
    sayError(what, problem);
    endOfLog();
    const at = running ? `invocation/${running}/error` : 'init/error';
    // Between events there is nobody to be told: the process ends, and that is told.
    if (running || !initialised) {
      await new Promise((answered, failed) =>
        api.post(at, JSON.stringify(error), typeField(error), { answered, failed }));
    }
  } finally {
    process.exit(code);
  }
}

process.on('uncaughtException', (problem) => giveUp('Uncaught Exception', problem, 129));
process.on('unhandledRejection', (reason) => {
  const problem = new LoadError('Runtime.UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error) problem.reason = { errorType: reason.name, errorMessage: reason.message, stack: reason.stack?.split('\n') };
  giveUp('Unhandled Promise Rejection', problem, 128);
});
process.on('beforeExit', () => {
  const then = whenIdle;
  whenIdle = undefined;
  then?.();
});

let handler;
try {
  handler = await load(env._HANDLER);
} catch (problem) {
  await giveUp('Uncaught Exception', problem, 129);
}
initialised = true;

// An event has come, or never will.
const nextEvent = {
  answered(head, body) {
    const context = contextOf(new Head(head));
    running = context.awsRequestId;
    if (isStreamed(handler)) piecemeal(handler, JSON.parse(body), context);
    else plain(handler, JSON.parse(body), context);
  },
  failed: (problem) => giveUp('Uncaught Exception', problem, 129),
};
api.next(nextEvent);
