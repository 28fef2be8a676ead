import http from 'node:http';
import { ARN, CLIENT, DEADLINE, ID, TRACE } from './fields.mjs';
import { API, host, port } from './settings.mjs';

// Who has put another address in the place of the server's, as a proxy does, gets the calls; it may
// speak HTTP in every form that there is.
export class Proxied {
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
