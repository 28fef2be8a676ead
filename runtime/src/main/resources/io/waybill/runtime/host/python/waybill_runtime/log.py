"""What a function writes, as events of Lambda's log."""
import json
import logging
import os
import sys
import time
import traceback

from waybill_runtime.settings import IN_JSON, MARK


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
