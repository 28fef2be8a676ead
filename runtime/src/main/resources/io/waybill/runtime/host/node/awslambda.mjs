// The global through which a handler asks for a streamed answer.
const STREAMED = Symbol.for('waybill.streamed');

// Whether `handler` asks for one.
export const isStreamed = (handler) => handler[STREAMED];

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
