"""What a handler returns, as AWS's runtime writes it."""
import json
import marshal
import os
import re
import sys

from waybill_runtime.settings import MARK

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
