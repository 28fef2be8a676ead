// What a function writes: the console, each call an event of the log however many lines it has, and
// the mark at which an invocation's log ends.
import fs from 'node:fs';
import { format } from 'node:util';
import { told } from './errors.mjs';
import { env, mark } from './settings.mjs';

const RANKS = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };
const json = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const least = RANKS[(env.AWS_LAMBDA_LOG_LEVEL ?? '').toUpperCase()] ?? 1;
let current; // the request id of the event under way, or of the last one
let wrote = false; // something of this event is in the log
let past = false; // somebody has taken hold of the output itself

// What follows is written by this event.
export function began(id) {
  current = id;
}

// Whether nothing of this event can be in the log.
export const isSilent = () => !wrote && !past;

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
export function endOfLog() {
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

// An error that is none of the handler's answers.
export function sayError(what, problem) {
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
