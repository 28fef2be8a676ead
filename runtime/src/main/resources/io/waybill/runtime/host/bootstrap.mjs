// Runs a Node.js handler: asks the Lambda Runtime API for events, one after the other.
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import * as modules from 'node:module';
import { pathToFileURL } from 'node:url';
import { Writable } from 'node:stream';
import { format } from 'node:util';

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = env.LAMBDA_TASK_ROOT;
const mark = env.WAYBILL_END_OF_LOG;
delete env.WAYBILL_END_OF_LOG;
// The server's own address, and behind a blank a socket for the same where there is one.
const [served, socket] = (env.WAYBILL_RUNTIME_API ?? '').split(/ (.*)/s);
delete env.WAYBILL_RUNTIME_API;
delete env.WAYBILL_LAYERS;
const STREAMED = Symbol.for('waybill.streamed');
const SILENT = 'Waybill-Log-Is-Silent: true\r\n';
const AND_NEXT = 'Waybill-And-Next: true\r\n'; // the answer to this call is the next event
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
const HTTP = ` HTTP/1.1\r\nHost: ${host}\r\n`;
const NEXT = `GET ${API}invocation/next${HTTP}\r\n`;
const READ_BYTES = 64 << 10;
const MOSTLY_BYTES = 4 << 10;
const EMPTY_LINE = '\r\n\r\n';


// An error may be called whatever its function likes.
const typeField = ({ errorType }) => `${TYPE}: ${String(errorType).replace(/[\r\n]+/g, ' ')}\r\n`;

// Fields of an answer's head, as the server writes them, an event's in this order.
const fieldOf = (name) => `\r\n${name}: `;
const ID = fieldOf('Lambda-Runtime-Aws-Request-Id');
const DEADLINE = fieldOf('Lambda-Runtime-Deadline-Ms');
const ARN = fieldOf('Lambda-Runtime-Invoked-Function-Arn');
const TRACE = fieldOf('Lambda-Runtime-Trace-Id');
const CLIENT = fieldOf('Lambda-Runtime-Client-Context');
const LENGTH = fieldOf('Content-Length');

// An answer's head, whose fields are asked for in the order in which they come.
class Head {
  constructor(text) {
    this.text = text;
    this.from = 0;
  }

  value(field) {
    const at = this.text.indexOf(field, this.from);
    if (at < 0) return undefined;
    const from = at + field.length;
    const end = this.text.indexOf('\r\n', from);
    this.from = end < 0 ? this.text.length : end;
    return this.text.slice(from, this.from);
  }
}

// One connection that stays. Its calls are few and plain, and an HTTP client would cost more than
// many a handler; answers come in the order of the calls. What comes is read where it lies, and no
// streams, promises or lists of fields are made of it: they were half of what an event cost.
class Connection {
  constructor() {
    this.waiting = []; // { answered, failed } of each call that is out
    this.pieces = []; // what has come of an answer that is not whole
    this.size = 0;
    this.need = 0; // how much makes it whole, where that is known
    this.socket = net.connect({
      ...(socket ? { path: socket } : { host, port: Number(port), noDelay: true }),
      onread: {
        buffer: Buffer.allocUnsafe(READ_BYTES),
        callback: (size, buffer) => {
          this.read(buffer.subarray(0, size));
          return true;
        },
      },
    });
    this.socket.on('error', (problem) => this.over(problem));
    this.socket.on('close', () => this.over(new Error('the Runtime API closed the connection')));
    this.socket.unref();
  }

  // Asks for the next event.
  next(waiting) {
    this.send(NEXT, waiting);
  }

  post(name, body, headers, waiting) {
    this.send(
      `POST ${API}${name}${HTTP}Content-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`,
      waiting,
    );
  }

  // Answers an event and asks for the next one.
  answer(name, body, headers, waiting) {
    this.post(name, body, AND_NEXT + headers, waiting);
  }

  // While no answer is outstanding nothing keeps the process alive.
  send(call, waiting) {
    this.waiting.push(waiting);
    this.socket.ref();
    this.socket.write(call);
  }

  // What comes lies in a buffer that is used again.
  read(piece) {
    let all = piece;
    if (this.size > 0) {
      this.pieces.push(Buffer.from(piece));
      this.size += piece.length;
      if (this.size < this.need) return;
      all = Buffer.concat(this.pieces);
    }
    let from = 0;
    this.need = 0;
    while (from < all.length && this.waiting.length > 0) {
      // A character for each byte: so what is found here lies there, and nearly every event is whole.
      let text = all.toString('latin1', from, from + MOSTLY_BYTES);
      let end = text.indexOf(EMPTY_LINE);
      if (end < 0 && from + MOSTLY_BYTES < all.length) {
        text = all.toString('latin1', from);
        end = text.indexOf(EMPTY_LINE);
      }
      if (end < 0) break;
      const head = text.slice(0, end);
      const body = end + EMPTY_LINE.length;
      const size = body + Number(head.slice(head.lastIndexOf(LENGTH) + LENGTH.length));
      if (from + size > all.length) {
        this.need = size;
        break;
      }
      const { answered } = this.waiting.shift();
      if (this.waiting.length === 0) this.socket.unref();
      const plain = size <= text.length ? text.slice(body, size) : undefined;
      const isPlain = plain !== undefined && !/[^\0-\x7f]/.test(plain);
      answered(head, isPlain ? plain : all.toString('utf8', from + body, from + size));
      from += size;
    }
    this.size = all.length - from;
    this.pieces = this.size > 0 ? [Buffer.from(all.subarray(from))] : [];
  }

  over(problem) {
    for (const { failed } of this.waiting.splice(0)) failed(problem);
  }
}

// Who has put another address in the place of the server's, as a proxy does, gets the calls; it may
// speak HTTP in every form that there is.
class Proxied {
  agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  next(waiting) {
    this.call('GET', 'invocation/next', '', '', waiting);
  }

  post(name, body, headers, waiting) {
    this.call('POST', name, body, headers, waiting);
  }

  answer(name, body, headers, { answered, failed }) {
    this.post(name, body, headers, { answered: () => this.next({ answered, failed }), failed });
  }

  call(method, name, body, fields, { answered, failed }) {
    const headers = { 'Content-Length': Buffer.byteLength(body) };
    for (const [, field, value] of fields.matchAll(/(.+?): (.*)\r\n/g)) headers[field] = value;
    const asked = http.request({ agent: this.agent, host, port, method, path: API + name, headers });
    asked.on('error', failed);
    asked.on('response', (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('error', failed);
      answer.on('end', () => {
        const told = [ID, DEADLINE, ARN, TRACE, CLIENT].flatMap((field) => {
          const value = answer.headers[field.slice(2, -2).toLowerCase()];
          return value === undefined ? [] : [field + value];
        });
        answered(told.join(''), Buffer.concat(pieces).toString());
      });
    });
    asked.end(body);
  }
}

const api = served === env.AWS_LAMBDA_RUNTIME_API ? new Connection() : new Proxied();

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
    return full.endsWith('.cjs') ? modules.createRequire(full)(full) : import(pathToFileURL(full).href);
  }
  throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`);
}

// AWS, since Node.js 18: ES modules are found by NODE_PATH too, which Node.js itself asks for
// CommonJS alone. Hooks take their time to start, so only functions with such a layer have them.
function findModulesOfLayers() {
  const own = path.join('/', 'node_modules');
  const folders = (env.NODE_PATH ?? '').split(':').filter((each) => each.endsWith(own) && fs.existsSync(each));
  if (folders.length === 0) return;
  const parents = folders.map((each) => pathToFileURL(each.slice(0, -own.length) + '/').href);
  const source = `
    const parents = ${JSON.stringify(parents)};
    export async function resolve(name, context, next) {
      try {
        return await next(name, context);
      } catch (problem) {
        if (problem.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^[a-z]+:/.test(name)) throw problem;
        for (const parentURL of parents) {
          try {
            return await next(name, { ...context, parentURL });
          } catch (absent) {
            if (absent.code !== 'ERR_MODULE_NOT_FOUND') throw absent;
          }
        }
        throw problem;
      }
    }`;
  modules.register?.('data:text/javascript,' + encodeURIComponent(source));
}

async function load(name) {
  const slash = name.lastIndexOf('/') + 1;
  const dot = name.indexOf('.', slash);
  if (dot < 0) throw new LoadError('Runtime.MalformedHandlerName', 'Bad handler');
  let loaded;
  findModulesOfLayers();
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
function contextOf(head) {
  current = head.value(ID);
  const deadline = Number(head.value(DEADLINE));
  const arn = head.value(ARN);
  trace = head.value(TRACE) ?? '';
  const sent = head.value(CLIENT);
  const context = {
    awsRequestId: current,
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
  api.next(nextEvent);
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

// Answers the event and asks for the next one.
function answer(name, body, headers) {
  let more = headers;
  if (wrote || past) endOfLog();
  else more += SILENT;
  busy = false;
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
    const at = busy ? `invocation/${current}/error` : 'init/error';
    // Between events there is nobody to be told: the process ends, and that is told.
    if (busy || !initialised) {
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
    busy = true;
    (handler[STREAMED] ? streamed : plain)(handler, JSON.parse(body), context);
  },
  failed: (problem) => giveUp('Uncaught Exception', problem, 129),
};
api.next(nextEvent);
