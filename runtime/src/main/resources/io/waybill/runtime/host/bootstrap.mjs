// Runs a Node.js handler: asks the Lambda Runtime API for events, one after the other.
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Writable } from 'node:stream';
import { format } from 'node:util';

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = env.LAMBDA_TASK_ROOT;
const mark = env.WAYBILL_END_OF_LOG;
delete env.WAYBILL_END_OF_LOG;
delete env.WAYBILL_LAYERS;
const STREAMED = Symbol.for('waybill.streamed');
const SILENT = 'Waybill-Log-Is-Silent';
const TYPE = 'Lambda-Runtime-Function-Error-Type';
const RANKS = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };
const json = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const least = RANKS[(env.AWS_LAMBDA_LOG_LEVEL ?? '').toUpperCase()] ?? 1;
let current; // the request id of the event under way, or of the last one
let initialised = false;
let busy = false;
let wrote = false; // something of this event is in the log
let past = false; // somebody has taken hold of the output itself
let whenIdle; // what follows when nothing is left to wait for

// ---- the log

// Writes all of it, also where the pipe is full for a moment.
function write(text) {
  wrote = true;
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(1, rest));
    } catch (problem) {
      if (problem.code !== 'EAGAIN') throw problem;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

// Ends what the event writes.
function endOfLog() {
  write(mark + '\n');
  wrote = false;
}

// What writes past the console is not seen here, so from then on each end is marked.
for (const name of ['stdout', 'stderr']) {
  const { get } = Object.getOwnPropertyDescriptor(process, name);
  const seen = () => {
    past = true;
    return get.call(process);
  };
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: seen });
}

// As one event of the log, however many lines it has.
const writeEvent = (text) => write(`${mark} ${Buffer.byteLength(text)}\n${text}`);

const errorFields = (error) => ({
  errorType: error?.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
});

function jsonLine(time, level, words) {
  const line = { timestamp: time, level, requestId: current };
  if (words.length === 1) {
    try {
      return JSON.stringify({ ...line, message: words[0] }, (_, value) =>
        value instanceof Error ? { ...errorFields(value), ...value } : value);
    } catch {
      return JSON.stringify({ ...line, message: format(words[0]) });
    }
  }
  const error = words.find((word) => word instanceof Error);
  return JSON.stringify({ ...line, message: format(...words), ...(error ? errorFields(error) : {}) });
}

function log(level, words) {
  if (RANKS[level] < least) return;
  const time = new Date().toISOString();
  writeEvent(json ? jsonLine(time, level, words) : `${time}\t${current}\t${level}\t${format(...words)}\n`);
}

for (const name of ['trace', 'debug', 'info', 'log', 'warn', 'error', 'fatal']) {
  const level = name === 'log' ? 'INFO' : name.toUpperCase();
  console[name] = (...words) => log(level, words);
}

// ---- the Runtime API

const API = '/2018-06-01/runtime/';

// One connection that stays. Its calls are few and plain, and an HTTP client would cost more than
// many a handler; answers come in the order of the calls.
class Connection {
  constructor() {
    this.waiting = [];
    this.pieces = []; // what has come and is not read yet
    this.size = 0;
    this.need = 0; // how much of it makes an answer, where that is known
    this.socket = net.connect({ host, port: Number(port), noDelay: true });
    this.socket.on('data', (piece) => this.read(piece));
    this.socket.on('error', (problem) => this.over(problem));
    this.socket.on('close', () => this.over(new Error('the Runtime API closed the connection')));
    this.socket.unref();
  }

  // Answers { headers, body }. While no answer is outstanding nothing keeps the process alive.
  call(method, name, body = '', headers = {}) {
    let head = `${method} ${API}${name} HTTP/1.1\r\nHost: ${host}\r\n`;
    if (method !== 'GET') head += `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    for (const field in headers) head += `${field}: ${headers[field]}\r\n`;
    this.socket.ref();
    this.socket.write(head + '\r\n' + body);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  // What `calls` sends leaves together.
  together(calls) {
    this.socket.cork();
    try {
      return calls();
    } finally {
      this.socket.uncork();
    }
  }

  read(piece) {
    this.pieces.push(piece);
    this.size += piece.length;
    while (this.size >= this.need && this.waiting.length > 0) {
      const all = this.pieces.length === 1 ? this.pieces[0] : Buffer.concat(this.pieces);
      this.pieces = [all];
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      const headers = fields(all.toString('utf8', 0, end));
      const from = end + 4;
      this.need = from + Number(headers['content-length'] ?? 0);
      if (this.size < this.need) return;
      const { resolve } = this.waiting.shift();
      if (this.waiting.length === 0) this.socket.unref();
      resolve({ headers, body: all.subarray(from, this.need) });
      this.pieces = [all.subarray(this.need)];
      this.size -= this.need;
      this.need = 0;
    }
  }

  over(problem) {
    for (const { reject } of this.waiting.splice(0)) reject(problem);
  }
}

function fields(head) {
  const told = {};
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    told[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return told;
}

const api = new Connection();
const next = () => api.call('GET', 'invocation/next');

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

function sayError(what, problem) {
  const error = problem instanceof Error ? problem : new Error(problem);
  if (json) {
    log('ERROR', [error]);
    return;
  }
  const fields = { errorType: error.name, errorMessage: error.message, code: error.code, ...error };
  try {
    log('ERROR', [what, '\t' + JSON.stringify({ ...fields, stack: error.stack?.split('\n') })]);
  } catch {
    log('ERROR', [what, '\t' + JSON.stringify(told(error))]);
  }
}

class LoadError extends Error {
  constructor(name, message) {
    super(message);
    Object.defineProperty(this, 'name', { value: name }); // not among the fields that are shown
  }
}

async function module(file) {
  const base = path.resolve(root, file);
  for (const ending of ['', '.js', '.mjs', '.cjs']) {
    const full = base + ending;
    if (!fs.existsSync(full) || fs.statSync(full).isDirectory()) continue;
    return full.endsWith('.cjs') ? createRequire(full)(full) : import(pathToFileURL(full).href);
  }
  throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`);
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
      const stack = error.message.includes('Require stack:') ? '\n- /var/runtime/index.mjs' : '';
      throw new LoadError('Runtime.ImportModuleError', `Error: ${error.message}${stack}`);
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

function stream(id) {
  let asked;
  let type;
  const open = () =>
    (asked ??= http.request({
      host,
      port,
      method: 'POST',
      path: `${API}invocation/${id}/response`,
      headers: {
        'Lambda-Runtime-Function-Response-Mode': 'streaming',
        'Transfer-Encoding': 'chunked',
        Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
        ...(type ? { 'Content-Type': type } : {}),
      },
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
    sayError('Invoke Error', problem);
  }
  if (!out.writableEnded) out.end();
  await closed; // what was written before an error is part of the answer too
  endOfLog();
  await out.finish(error);
  busy = false;
  return { coming: next() };
}

async function plain(handler, event, context) {
  const at = `invocation/${context.awsRequestId}/`;
  let payload;
  try {
    payload = text((await result(handler, event, context)) ?? null);
  } catch (problem) {
    const error = told(problem);
    sayError('Invoke Error', problem);
    return answer(at + 'error', JSON.stringify(error), { [TYPE]: error.errorType });
  }
  return answer(at + 'response', payload ?? 'null');
}

// Answers the event and asks for the next one.
function answer(name, body, headers) {
  if (wrote || past) endOfLog();
  else headers = { ...headers, [SILENT]: 'true' };
  busy = false;
  return api.together(() => {
    api.call('POST', name, body, headers).catch(() => {}); // the next call tells of it too
    return { coming: next() };
  });
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
    const at = busy ? `invocation/${current}/error` : 'init/error';
    // Between events there is nobody to be told: the process ends, and that is told.
    if (busy || !initialised) await api.call('POST', at, JSON.stringify(error), { [TYPE]: error.errorType });
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
let coming = next();
for (;;) {
  const { headers, body } = await coming;
  const context = contextOf(headers);
  current = context.awsRequestId;
  busy = true;
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  const event = JSON.parse(body.toString());
  // The promise of the next event, which is not waited for here, travels in an object.
  ({ coming } = await (handler[STREAMED] ? streamed(handler, event, context) : plain(handler, event, context)));
}
