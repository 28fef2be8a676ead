// Runs a Node.js handler: asks the Lambda Runtime API for events, one after the other.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Writable } from 'node:stream';

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = env.LAMBDA_TASK_ROOT;
const endOfLog = env.WAYBILL_END_OF_LOG + '\n';
delete env.WAYBILL_END_OF_LOG;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const STREAMED = Symbol.for('waybill.streamed');
const TYPE = 'Lambda-Runtime-Function-Error-Type';
let current = '';

function request(method, name, headers) {
  return http.request({ host, port, agent, method, path: '/2018-06-01/runtime/' + name, headers, timeout: 0 });
}

function call(method, name, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) };
    const asked = request(method, name, sent);
    asked.on('error', reject);
    asked.on('response', (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(pieces) }));
      answer.on('error', reject);
    });
    asked.end(body);
  });
}

// The global through which a handler asks for a streamed answer.
class HttpResponseStream {
  static from(stream, prelude) {
    stream.setContentType('application/vnd.awslambda.http-integration-response');
    stream.write(JSON.stringify(prelude));
    stream.write(new Uint8Array(8));
    return stream;
  }
}
globalThis.awslambda = {
  streamifyResponse(handler) {
    handler[STREAMED] = true;
    return handler;
  },
  HttpResponseStream,
};

function told(error) {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack || '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function sayError(what, error) {
  console.error(`${new Date().toISOString()}\t${current || 'undefined'}\tERROR\t${what} \t${JSON.stringify({ errorType: error.errorType, errorMessage: error.errorMessage, stack: error.trace })}`);
}

class LoadError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

async function module(file) {
  const base = path.resolve(root, file);
  for (const ending of ['', '.js', '.mjs', '.cjs']) {
    const full = base + ending;
    if (!fs.existsSync(full) || fs.statSync(full).isDirectory()) continue;
    return full.endsWith('.cjs') ? createRequire(full)(full) : import(pathToFileURL(full).href);
  }
  return createRequire(path.join(root, 'index.js'))(base);
}

async function load(name) {
  const slash = name.lastIndexOf('/') + 1;
  const dot = name.indexOf('.', slash);
  if (dot < 0) throw new LoadError('Runtime.MalformedHandlerName', 'Bad handler');
  let loaded;
  try {
    loaded = await module(name.slice(0, dot));
  } catch (error) {
    if (error instanceof SyntaxError) throw new LoadError('Runtime.UserCodeSyntaxError', String(error));
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new LoadError('Runtime.ImportModuleError', `Error: ${error.message.split('\n')[0].replaceAll(root + '/', '')}`);
    }
    throw error;
  }
  const find = (from) => name.slice(dot + 1).split('.').reduce((at, part) => at?.[part], from);
  const handler = find(loaded) ?? find(loaded.default);
  if (handler === undefined) throw new LoadError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new LoadError('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const sent = headers['lambda-runtime-client-context'];
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    ...(sent ? { clientContext: JSON.parse(sent) } : {}),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function result(handler, event, context) {
  return new Promise((resolve, reject) => {
    const done = (error, value) => (error ? reject(error) : resolve(value));
    context.done = done;
    context.succeed = resolve;
    context.fail = reject;
    const got = handler(event, context, done);
    if (got && typeof got.then === 'function') got.then(resolve, reject);
    else if (handler.length < 3 && got !== undefined) resolve(got);
    else if (handler.length < 3) setImmediate(() => resolve(got ?? null));
  });
}

function stream(id) {
  let asked;
  let type;
  const open = () =>
    (asked ??= request('POST', `invocation/${id}/response`, {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
      ...(type ? { 'Content-Type': type } : {}),
    }));
  const out = new Writable({
    write(piece, encoding, then) {
      open().write(piece, then);
    },
  });
  out.setContentType = (value) => (type = value);
  out.finish = (error) =>
    new Promise((resolve) => {
      const sent = open();
      if (error) {
        sent.addTrailers({ [TYPE]: error.errorType, 'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(error)).toString('base64') });
      }
      sent.on('response', (answer) => answer.resume().on('end', resolve));
      sent.on('error', resolve);
      sent.end();
    });
  return out;
}

async function streamed(handler, event, context) {
  const out = stream(context.awsRequestId);
  const closed = new Promise((resolve) => out.on('close', resolve));
  let error;
  try {
    await handler(event, out, context);
  } catch (problem) {
    error = told(problem);
    sayError('Invoke Error', error);
  }
  if (!out.writableEnded) out.end();
  await closed; // what was written before an error is part of the answer too
  fs.writeSync(1, endOfLog);
  await out.finish(error);
}

async function plain(handler, event, context) {
  const at = `invocation/${context.awsRequestId}/`;
  let payload;
  try {
    payload = JSON.stringify((await result(handler, event, context)) ?? null);
  } catch (problem) {
    const error = told(problem);
    sayError('Invoke Error', error);
    fs.writeSync(1, endOfLog);
    await call('POST', at + 'error', JSON.stringify(error), { [TYPE]: error.errorType });
    return;
  }
  fs.writeSync(1, endOfLog);
  await call('POST', at + 'response', payload ?? 'null');
}

async function giveUp(kind, problem) {
  const error = { ...told(problem), ...(kind ? { errorType: kind } : {}) };
  sayError('Uncaught Exception', error);
  fs.writeSync(1, endOfLog);
  const at = current ? `invocation/${current}/error` : 'init/error';
  try {
    await call('POST', at, JSON.stringify(error), { [TYPE]: error.errorType });
  } finally {
    process.exit(1); // also where nobody listens any more: the server is gone
  }
}

for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace']) {
  const plainly = console[level].bind(console);
  const shown = level === 'log' ? 'INFO' : level.toUpperCase();
  if (level !== 'error') console[level] = (...words) => plainly(`${new Date().toISOString()}\t${current || 'undefined'}\t${shown}\t` + (typeof words[0] === 'string' ? words.shift() : ''), ...words);
}
process.on('uncaughtException', (problem) => giveUp('', problem));
process.on('unhandledRejection', (problem) => giveUp('Runtime.UnhandledPromiseRejection', problem));

let handler;
try {
  handler = await load(env._HANDLER);
} catch (problem) {
  await giveUp('', problem);
}
for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  const context = contextOf(headers);
  current = context.awsRequestId;
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  const event = JSON.parse(body.toString());
  await (handler[STREAMED] ? streamed(handler, event, context) : plain(handler, event, context));
  current = '';
}
