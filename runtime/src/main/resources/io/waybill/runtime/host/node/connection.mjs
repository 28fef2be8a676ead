import net from 'node:net';
import { AND_NEXT, LENGTH } from './fields.mjs';
import { API, host, port, socket } from './settings.mjs';

const HTTP = ` HTTP/1.1\r\nHost: ${host}\r\n`;
const NEXT = `GET ${API}invocation/next${HTTP}\r\n`;
const READ_BYTES = 64 << 10;
const MOSTLY_BYTES = 4 << 10;
const EMPTY_LINE = '\r\n\r\n';

// One connection that stays. Its calls are few and plain, and an HTTP client would cost more than
// many a handler; answers come in the order of the calls. What comes is read where it lies, and no
// streams, promises or lists of fields are made of it: they were half of what an event cost.
export class Connection {
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
