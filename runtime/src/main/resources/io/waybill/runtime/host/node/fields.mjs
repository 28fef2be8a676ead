// Fields of HTTP's heads, of the Runtime API's calls and of its answers.
export const TYPE = 'Lambda-Runtime-Function-Error-Type';
export const SILENT = 'Waybill-Log-Is-Silent: true\r\n';
export const AND_NEXT = 'Waybill-And-Next: true\r\n'; // the answer to this call is the next event

// An error may be called whatever its function likes.
export const typeField = ({ errorType }) => `${TYPE}: ${String(errorType).replace(/[\r\n]+/g, ' ')}\r\n`;

// Fields of an answer's head, as the server writes them, an event's in this order.
const fieldOf = (name) => `\r\n${name}: `;
export const ID = fieldOf('Lambda-Runtime-Aws-Request-Id');
export const DEADLINE = fieldOf('Lambda-Runtime-Deadline-Ms');
export const ARN = fieldOf('Lambda-Runtime-Invoked-Function-Arn');
export const TRACE = fieldOf('Lambda-Runtime-Trace-Id');
export const CLIENT = fieldOf('Lambda-Runtime-Client-Context');
export const LENGTH = fieldOf('Content-Length');

// An answer's head, whose fields are asked for in the order in which they come.
export class Head {
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
