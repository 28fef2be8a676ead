"""Runs a Python handler: asks the Lambda Runtime API for events, one after the other."""
import importlib
import json
import logging
import marshal
import os
import re
import socket
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = os.environ["LAMBDA_TASK_ROOT"]
MARK = os.environ.pop("WAYBILL_END_OF_LOG")
# The server's own address, and behind a blank a socket for the same where there is one.
SERVED, _, SOCKET = os.environ.pop("WAYBILL_RUNTIME_API", "").partition(" ")
LAYERS = os.environ.pop("WAYBILL_LAYERS", "/opt")
IN_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
BASE = "/2018-06-01/runtime/"


class Fields:
    """An object with the fields that were sent, and None for those that were not."""

    names = ()

    def __init__(self, sent=None):
        for name in self.names:
            setattr(self, name, (sent or {}).get(name))

    def __repr__(self):
        return f"{type(self).__name__}([{','.join(f'{name}={getattr(self, name)}' for name in self.names)}])"


class CognitoIdentity(Fields):
    names = "cognito_identity_id", "cognito_identity_pool_id"


class Client(Fields):
    names = "installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"


class ClientContext(Fields):
    names = "custom", "env", "client"


class LambdaContext(Fields):
    names = (
        "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
        "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id")

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self._epoch_deadline_time_in_ms = int(headers.get("lambda-runtime-deadline-ms", "0"))
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.tenant_id = None
        self.identity = CognitoIdentity()
        self.client_context = client_context(headers.get("lambda-runtime-client-context"))

    def get_remaining_time_in_millis(self):
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def log(self, message):
        write_event(str(message))


def client_context(sent):
    if not sent:
        return None
    context = ClientContext(json.loads(sent))
    if context.client is not None:
        context.client = Client(context.client)
    return context


class LoadFailed(Exception):
    """Why there is no handler: the error's type and message."""


class Connection:
    """One connection that stays. Its calls are few and plain; an HTTP client would cost more than many a handler."""

    def __init__(self):
        self.host, port = API.split(":")
        if SOCKET:
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
        lines.extend(f"{name}: {value}" for name, value in (headers or {}).items())
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
        return self.call("POST", path, body, {**headers, "Waybill-And-Next": "true"})


class Proxied:
    """Who has put another address in the place of the server's, as a proxy does, may speak HTTP in every form there is."""

    def __init__(self):
        import http.client  # which takes its time to load

        self.connection = http.client.HTTPConnection(API)

    def call(self, method, path, body=b"", headers=None):
        fields = {name: value.encode() for name, value in (headers or {}).items()}
        self.connection.request(method, BASE + path, body or None, fields)
        answer = self.connection.getresponse()
        return {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def answer_and_ask(self, path, body, headers):
        self.call("POST", path, body, headers)
        return self.call("GET", "invocation/next")


# ---- the variable that changes with every event


class TraceVariable:
    """The event's trace, in os.environ and for child processes and native code.

    libc keeps every value that it was ever told, so from the second event on the variable is a piece of our own memory
    that is written over.
    """

    name = "_X_AMZN_TRACE_ID"

    def __init__(self):
        self.set = self.set_first
        self.places = []  # the last is in use; what native code once read must stay

    def set_first(self, value):
        os.environ[self.name] = value
        self.set = self.set_next

    def set_next(self, value):
        try:
            import ctypes  # now, as the first event should not wait for it

            self.put = ctypes.PyDLL(None).putenv
            self.put.argtypes = [ctypes.c_void_p]
            self.memory = ctypes.create_string_buffer
            self.set = self.set_in_place
        except (AttributeError, ImportError, OSError):  # a Python without it
            self.set = lambda value: os.environ.__setitem__(self.name, value)
        self.set(value)

    def set_in_place(self, value):
        shown = os.fsencode(value)
        line = os.fsencode(self.name) + b"=" + shown
        if not self.places or len(line) >= len(self.places[-1]):
            self.places.append(self.memory(2 * len(line) + 256))
        self.places[-1].value = line
        self.put(self.places[-1])  # again, as the function may have set the variable itself
        os.environ._data[os.fsencode(self.name)] = shown


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


class EventFilter(logging.Filter):
    """Names the event in each record, for whatever formats it."""

    request_id = ""

    def filter(self, record):
        record.aws_request_id = EventFilter.request_id
        record.tenant_id = None
        return True


class TextFormat(logging.Formatter):
    def format(self, record):
        return super().format(record) + "\n"


class JsonFormat(logging.Formatter):
    own = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id", "tenant_id"}

    def format(self, record):
        kind, problem, trace = record.exc_info or (None, None, None)
        line = {
            "timestamp": f"{seconds(record.created)}.{int(record.msecs):03d}Z",
            # AWS: a level between the usual ones is told as the one below it.
            "level": logging.getLevelName(min(50, max(0, record.levelno)) // 10 * 10),
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(trace) if trace else None,
            "errorType": kind.__name__ if kind else None,
            "errorMessage": str(problem) if kind else None,
            "requestId": record.aws_request_id,
            "location": f"{record.pathname}:{record.funcName}:{record.lineno}" if kind else None,
        }
        line.update((name, value) for name, value in vars(record).items() if name not in self.own and name not in line)
        return to_json({name: value for name, value in line.items() if value is not None})


def seconds(time_of):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time_of))


def to_json(value):
    return json.dumps(value, ensure_ascii=False, default=str)


def set_up_log():
    sys.stdout.reconfigure(line_buffering=True)
    logging.Formatter.converter = time.gmtime
    handler = LogHandler()
    root = logging.getLogger()
    if IN_JSON:
        handler.setFormatter(JsonFormat())
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
        known = {"TRACE": "DEBUG", "DEBUG": "DEBUG", "INFO": "INFO", "WARN": "WARNING", "ERROR": "ERROR", "FATAL": "CRITICAL"}
        if level in known:
            root.setLevel(known[level])
    else:
        text = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
        handler.setFormatter(TextFormat(text, "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(EventFilter())
    root.addHandler(handler)


# ---- errors


def error_of(kind, message, trace=None, request_id=""):
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace or []}


def type_field(told):
    """An error may be called whatever its function likes."""
    return {"Lambda-Runtime-Function-Error-Type": " ".join(told["errorType"].splitlines())}


def frames(trace):
    all = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(trace)]
    # AWS: all but the runtime's own, also what imports.
    return traceback.format_list([f for f in all if f[0] != __file__])


def fault(problem, request_id=""):
    return error_of(type(problem).__name__, str(problem), frames(problem.__traceback__), request_id)


def say_error(told):
    if IN_JSON:
        write_event(to_json({"timestamp": seconds(time.time()) + "Z", "level": "ERROR", **told}))
    else:
        # AWS (recorded): no-break spaces indent what was raised.
        trace = re.sub("^ +", lambda indent: "\u00a0" * len(indent[0]), "".join(told["stackTrace"]), flags=re.MULTILINE)
        write_event(f"[ERROR] {told['errorType']}: {told['errorMessage']}\nTraceback (most recent call last):\n{trace}")


# ---- the handler's answer

# AWS: the runtimes before 3.12 write what is no ASCII as escapes.
ASCII_ALONE = os.environ.get("AWS_EXECUTION_ENV") in {f"AWS_Lambda_python3.{minor}" for minor in range(6, 12)}


class Answer(json.JSONEncoder):
    """JSON as AWS's runtime makes it, whose encoder is simplejson.

    Numbers of the decimal module are written digit by digit: marked here, and freed of the marks after.
    """

    marked = False

    def default(self, value):
        decimal = sys.modules.get("decimal")  # which takes its time to load, so only who uses it does
        if decimal and isinstance(value, decimal.Decimal):
            if value.is_nan():
                return float("nan")
            self.marked = True
            return MARK + str(value)
        return super().default(value)

    def text(self, value):
        text = self.encode(value)
        return re.sub(f'"{MARK}([^"]*)"', r"\1", text) if self.marked else text


def plain(value):
    """The value in dicts, lists and text alone: named tuples are objects, and bytes are text."""
    if isinstance(value, bytes):
        return value.decode()
    as_dict = not isinstance(value, (list, type)) and getattr(value, "_asdict", None)
    if callable(as_dict):
        value = as_dict()
        if not isinstance(value, dict):
            raise TypeError(f"_asdict() must return a dict, not {type(value).__name__}")
    if isinstance(value, dict):
        return {plain(key) if isinstance(key, bytes) else key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def answer_of(result):
    if isinstance(result, bytes):
        return result
    try:
        # This fails on what is not of Python's own types, and so tells at once that there is no named tuple within.
        marshal.dumps(result)
        return Answer(ensure_ascii=ASCII_ALONE).encode(result).encode()
    except (TypeError, ValueError):
        pass
    try:
        result = plain(result)
    except RecursionError:
        pass  # what refers to itself is told of by the encoder
    return Answer(ensure_ascii=ASCII_ALONE).text(result).encode()


# ---- the handler


def add_layers():
    """What is imported from: the function's own folder, then layers."""
    here = f"python{sys.version_info.major}.{sys.version_info.minor}"
    asked = os.environ.get("AWS_EXECUTION_ENV", "").replace("AWS_Lambda_", "")  # this one may only stand in for it
    sys.path[0] = ROOT
    sys.path[1:1] = [f"{LAYERS}/python/lib/{each}/site-packages" for each in dict.fromkeys([asked, here])] + [f"{LAYERS}/python"]


def load(name):
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise LoadFailed("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise LoadFailed("Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module")
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
    connection.call("POST", "init/error", json.dumps(told).encode(), type_field(told))
    sys.exit(1)


def main():
    connection = Connection() if SERVED == API else Proxied()
    set_up_log()
    add_layers()
    try:
        handler = load(os.environ["_HANDLER"])
    except LoadFailed as problem:
        give_up(connection, error_of(*problem.args))
    except Exception as problem:  # whatever the function's own module raises
        give_up(connection, fault(problem))
    trace = TraceVariable()
    headers, body = connection.call("GET", "invocation/next")
    while True:
        trace.set(headers.get("lambda-runtime-trace-id") or "")
        path, payload, more = run(handler, headers, body)
        end_of_log()
        headers, body = connection.answer_and_ask(path, payload, more)


def run(handler, headers, body):
    """What the event is answered with: where to, the body, and headers."""
    context = LambdaContext(headers)
    EventFilter.request_id = context.aws_request_id
    path = "invocation/" + context.aws_request_id
    more = {}
    try:
        result = handler(json.loads(body), context)
        path += "/response"
        try:
            payload = answer_of(result)
        except (RecursionError, TypeError, ValueError) as problem:
            told = error_of("Runtime.MarshalError", f"Unable to marshal response: {problem}", [], context.aws_request_id)
            path, payload, more = failed(context, told)
    except Exception as problem:
        path, payload, more = failed(context, fault(problem, context.aws_request_id))
    return path, payload, more


def failed(context, told):
    say_error(told)
    return "invocation/" + context.aws_request_id + "/error", json.dumps(told).encode(), type_field(told)


main()
