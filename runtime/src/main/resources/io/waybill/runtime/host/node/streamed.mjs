// Answers that go out piece by piece.
import http from 'node:http';
import { Writable } from 'node:stream';
import { told } from './errors.mjs';
import { TYPE } from './fields.mjs';
import { endOfLog, sayError } from './log.mjs';
import { API, host, port } from './settings.mjs';

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

// Runs a handler that streams its answer, until that is sent.
export async function streamed(handler, event, context) {
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
}
