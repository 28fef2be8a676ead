"""Runs a Python handler: asks the Lambda Runtime API for events, one after the other."""
import importlib
import json
import logging
import os
import re
import socket
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = os.environ["LAMBDA_TASK_ROOT"]
MARK = os.environ.pop("WAYBILL_END_OF_LOG")
# The server's own address and a socket for the same; who has put another address in its place, as a
# proxy does, wants the calls there.
SERVED, _, SOCKET = os.environ.pop("WAYBILL_RUNTIME_API", "").partition(" ")
LAYERS = os.environ.pop("WAYBILL_LAYERS", "/opt")
IN_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
BASE = "/2018-06-01/runtime/"


class Fields:
    """An object with the fields that were sent, and none for those that were not."""

    def __init__(self, sent, *names):
        for name in names:
            setattr(self, name, (sent or {}).get(name))


class Context:
    request_id = None

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self._epoch_deadline_time_in_ms = int(headers.get("lambda-runtime-deadline-ms", "0"))
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Fields(None, "cognito_identity_id", "cognito_identity_pool_id")
        self.client_context = client_context(headers.get("lambda-runtime-client-context"))

    def get_remaining_time_in_millis(self):
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def log(self, message):
        write_event(str(message))


def client_context(sent):
    if not sent:
        return None
    told = json.loads(sent)
    context = Fields(told, "custom", "env", "client")
    if context.client:
        names = "installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"
        context.client = Fields(context.client, *names)
    return context


class LoadFailed(Exception):
    """Why there is no handler: the error's type and message."""


class Connection:
    """One connection that stays. Its calls are few and plain; an HTTP client would cost more than many a handler."""

    def __init__(self):
        self.host, port = API.split(":")
        if SOCKET and SERVED == API:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(SOCKET)
        else:
            self.socket = socket.create_connection((self.host, int(port)))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = self.socket.makefile("rb")

    def request(self, method, path, body=b"", headers=None):
        lines = [f"{method} {BASE}{path} HTTP/1.1", f"Host: {self.host}"]
        if method != "GET":
            lines.append(f"Content-Length: {len(body)}")
        # An error may be called whatever its function likes.
        lines.extend(f"{name}: {' '.join(value.splitlines())}" for name, value in (headers or {}).items())
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    def answer(self):
        """The headers, by lower-case name, and the body of the next answer."""
        if not self.answers.readline():
            raise ConnectionError("the Runtime API closed the connection")
        headers = {}
        for line in iter(self.answers.readline, b"\r\n"):
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        return headers, self.answers.read(int(headers.get("content-length", "0")))

    def call(self, method, path, body=b"", headers=None):
        self.socket.sendall(self.request(method, path, body, headers))
        return self.answer()

    def answer_and_ask(self, path, body, headers):
        """Answers the event and asks for the next one, which is what this returns."""
        self.socket.sendall(self.request("POST", path, body, headers) + self.request("GET", "invocation/next"))
        self.answer()
        return self.answer()


# ---- the log


def write_all(data):
    """Writes all of it to the output that the log is made of."""
    while data:
        data = data[os.write(1, data):]


def write_event(text):
    """Writes one event of the log, however many lines it has."""
    flush()
    data = text.encode("utf-8", "backslashreplace")
    write_all(f"{MARK} {len(data)}\n".encode() + data)


def end_of_log():
    flush()
    write_all(MARK.encode() + b"\n")


def flush():
    sys.stdout.flush()
    sys.stderr.flush()


class LogHandler(logging.Handler):
    """Writes what the function logs as events of Lambda's log."""

    def emit(self, record):
        try:
            write_event(self.format(record))
        except Exception:
            self.handleError(record)


class TextFormat(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        record.aws_request_id = Context.request_id or ""
        return super().format(record) + "\n"


class JsonFormat(logging.Formatter):
    own = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id"}

    def format(self, record):
        kind, problem, trace = record.exc_info or (None, None, None)
        line = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + "Z",
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": frames(trace) if trace else None,
            "errorType": kind.__name__ if kind else None,
            "errorMessage": str(problem) if kind else None,
            "requestId": Context.request_id,
            "location": f"{record.pathname}:{record.funcName}:{record.lineno}" if kind else None,
        }
        line.update((name, value) for name, value in vars(record).items() if name not in self.own and name not in line)
        return to_json({name: value for name, value in line.items() if value is not None})


def to_json(value):
    return json.dumps(value, ensure_ascii=False, default=str)


def set_up_log():
    sys.stdout.reconfigure(line_buffering=True)
    handler = LogHandler()
    root = logging.getLogger()
    if IN_JSON:
        handler.setFormatter(JsonFormat())
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
        known = {"TRACE": "DEBUG", "DEBUG": "DEBUG", "INFO": "INFO", "WARN": "WARNING", "ERROR": "ERROR", "FATAL": "CRITICAL"}
        if level in known:
            root.setLevel(known[level])
    else:
        text = "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s"
        handler.setFormatter(TextFormat(text, "%Y-%m-%dT%H:%M:%S"))
    root.addHandler(handler)


# ---- errors


def error_of(kind, message, trace=None, request_id=""):
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace or []}


def frames(trace):
    all = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(trace)]
    return traceback.format_list([f for f in all if f[0] != __file__ and not f[0].startswith("<frozen")])


def fault(problem, request_id=""):
    return error_of(type(problem).__name__, str(problem), frames(problem.__traceback__), request_id)


def say_error(told):
    if IN_JSON:
        now = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()) + "Z"
        write_event(to_json({"timestamp": now, "log_level": "ERROR", **told}))
    else:
        # AWS (recorded): no-break spaces indent what was raised.
        trace = re.sub("^ +", lambda indent: "\u00a0" * len(indent[0]), "".join(told["stackTrace"]), flags=re.MULTILINE)
        write_event(f"[ERROR] {told['errorType']}: {told['errorMessage']}\nTraceback (most recent call last):\n{trace}")


# ---- the handler


def add_layers():
    """What is imported from: the function's own folder, then layers."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    sys.path[0] = ROOT
    sys.path[1:1] = [f"{LAYERS}/python/lib/{version}/site-packages", f"{LAYERS}/python"]


def load(name):
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise LoadFailed("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as problem:
        raise LoadFailed("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {problem}")
    except SyntaxError as problem:
        trace = [f'  File "{problem.filename}" Line {problem.lineno}\n    {problem.text}']
        raise LoadFailed("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {problem}", trace)
    handler = getattr(module, function, None)
    if handler is None:
        raise LoadFailed("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module_name}'")
    return handler


def give_up(connection, told):
    say_error(told)
    end_of_log()
    connection.call(
        "POST", "init/error", json.dumps(told).encode(), {"Lambda-Runtime-Function-Error-Type": told["errorType"]})
    sys.exit(1)


def main():
    connection = Connection()
    set_up_log()
    add_layers()
    try:
        handler = load(os.environ["_HANDLER"])
    except LoadFailed as problem:
        give_up(connection, error_of(*problem.args))
    except Exception as problem:  # whatever the function's own module raises
        give_up(connection, fault(problem))
    headers, body = connection.call("GET", "invocation/next")
    while True:
        path, payload, more = run(handler, headers, body)
        end_of_log()
        headers, body = connection.answer_and_ask(path, payload, more)


def run(handler, headers, body):
    """What the event is answered with: where to, the body, and headers."""
    context = Context(headers)
    Context.request_id = context.aws_request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id") or ""
    path = "invocation/" + context.aws_request_id
    more = {}
    try:
        result = handler(json.loads(body), context)
        path += "/response"
        try:
            payload = json.dumps(result, ensure_ascii=False).encode()
        except (TypeError, ValueError) as problem:
            told = error_of("Runtime.MarshalError", f"Unable to marshal response: {problem}", [], context.aws_request_id)
            path, payload, more = failed(context, told)
    except Exception as problem:
        path, payload, more = failed(context, fault(problem, context.aws_request_id))
    return path, payload, more


def failed(context, told):
    say_error(told)
    return (
        "invocation/" + context.aws_request_id + "/error",
        json.dumps(told).encode(),
        {"Lambda-Runtime-Function-Error-Type": told["errorType"]})


main()
