"""What is told of an error, to the Runtime API and in the log."""
import os
import re
import time
import traceback

from waybill_runtime.log import seconds, to_json, write_event
from waybill_runtime.settings import IN_JSON

OWN = os.path.dirname(os.path.dirname(__file__)) + os.sep


def error_of(kind, message, trace=None, request_id=""):
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace or []}


def type_field(told):
    """An error may be called whatever its function likes."""
    return {"Lambda-Runtime-Function-Error-Type": " ".join(told["errorType"].splitlines())}


def frames(trace):
    all = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(trace)]
    # AWS: all but the runtime's own, also what imports.
    return traceback.format_list([f for f in all if not f[0].startswith(OWN)])


def fault(problem, request_id=""):
    return error_of(type(problem).__name__, str(problem), frames(problem.__traceback__), request_id)


def say_error(told):
    if IN_JSON:
        write_event(to_json({"timestamp": seconds(time.time()) + "Z", "level": "ERROR", **told}))
    else:
        # AWS (recorded): no-break spaces indent what was raised.
        trace = re.sub("^ +", lambda indent: "\u00a0" * len(indent[0]), "".join(told["stackTrace"]), flags=re.MULTILINE)
        write_event(f"[ERROR] {told['errorType']}: {told['errorMessage']}\nTraceback (most recent call last):\n{trace}")
