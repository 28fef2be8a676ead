"""Runs a Python handler: asks the Lambda Runtime API for events, one after the other."""
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = os.environ["LAMBDA_TASK_ROOT"]
END_OF_LOG = os.environ.pop("WAYBILL_END_OF_LOG")
BASE = "/2018-06-01/runtime/"


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers.get("Lambda-Runtime-Invoked-Function-Arn")
        self._deadline = int(headers.get("Lambda-Runtime-Deadline-Ms", "0"))
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        sent = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = json.loads(sent) if sent else None

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


class LoadFailed(Exception):
    """Why there is no handler: the error's type and message."""


class Connection:
    """One connection that stays; a request that finds it closed is sent on a new one."""

    def __init__(self):
        self.http = http.client.HTTPConnection(API)

    def call(self, method, path, body=None, headers=None):
        self.http.request(method, BASE + path, body=body, headers=headers or {})
        answer = self.http.getresponse()
        return answer, answer.read()


def error_of(kind, message, trace=None):
    return {"errorMessage": message, "errorType": kind, "requestId": "", "stackTrace": trace or []}


def fault(problem):
    frames = traceback.extract_tb(problem.__traceback__)
    own = [f for f in frames if f.filename != __file__ and not f.filename.startswith("<frozen")]
    told = error_of(type(problem).__name__, str(problem), traceback.format_list(own))
    return told


def say_error(told):
    print("[ERROR] " + told["errorType"] + ": " + told["errorMessage"])
    if told["stackTrace"]:
        print("Traceback (most recent call last):\n" + "".join(told["stackTrace"]))


def load(name):
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise LoadFailed("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    sys.path.insert(0, ROOT)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as problem:
        raise LoadFailed("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {problem}")
    except SyntaxError as problem:
        where = f"{problem.filename}:{problem.lineno}"
        raise LoadFailed("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {problem.msg} ({where})")
    handler = getattr(module, function, None)
    if handler is None:
        raise LoadFailed("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module_name}'")
    return handler


def give_up(connection, told):
    say_error(told)
    sys.stdout.flush()
    connection.call(
        "POST", "init/error", json.dumps(told), {"Lambda-Runtime-Function-Error-Type": told["errorType"]})
    sys.exit(1)


def main():
    connection = Connection()
    sys.stdout.reconfigure(line_buffering=True)
    try:
        handler = load(os.environ["_HANDLER"])
    except LoadFailed as problem:
        give_up(connection, error_of(*problem.args))
    except BaseException as problem:  # whatever the function's own module raises
        give_up(connection, fault(problem))
    while True:
        answer, body = connection.call("GET", "invocation/next")
        run(connection, handler, answer.headers, body)


def run(connection, handler, headers, body):
    context = Context(headers)
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id") or ""
    path = "invocation/" + context.aws_request_id
    more = {}
    try:
        result = handler(json.loads(body), context)
        path += "/response"
        try:
            payload = json.dumps(result, ensure_ascii=False).encode()
        except (TypeError, ValueError) as problem:
            told = error_of("Runtime.MarshalError", f"Unable to marshal response: {problem}")
            path, payload, more = failed(context, told)
    except Exception as problem:
        path, payload, more = failed(context, fault(problem))
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(1, END_OF_LOG.encode() + b"\n")
    connection.call("POST", path, payload, more)


def failed(context, told):
    told["requestId"] = context.aws_request_id
    say_error(told)
    return (
        "invocation/" + context.aws_request_id + "/error",
        json.dumps(told).encode(),
        {"Lambda-Runtime-Function-Error-Type": told["errorType"]})


main()
