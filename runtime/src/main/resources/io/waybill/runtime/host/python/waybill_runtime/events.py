"""Asks the Lambda Runtime API for events, one after the other, and runs the handler for each."""
import json
import os
import sys

from waybill_runtime.answer import answer_of
from waybill_runtime.connection import connected
from waybill_runtime.context import LambdaContext
from waybill_runtime.errors import error_of, fault, say_error, type_field
from waybill_runtime.handler import LoadFailed, add_layers, load
from waybill_runtime.log import EventFilter, end_of_log, set_up_log
from waybill_runtime.trace import TraceVariable


def give_up(connection, told):
    say_error(told)
    end_of_log()
    connection.call("POST", "init/error", json.dumps(told).encode(), type_field(told))
    sys.exit(1)


def main():
    connection = connected()
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
