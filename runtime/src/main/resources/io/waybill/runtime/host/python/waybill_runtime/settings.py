"""What the server tells a bootstrap in its variables. Those that are the bootstrap's own are not shown to the function."""
import os

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = os.environ["LAMBDA_TASK_ROOT"]
MARK = os.environ.pop("WAYBILL_END_OF_LOG")
# The server's own address, and behind a blank a socket for the same where there is one.
SERVED, _, SOCKET = os.environ.pop("WAYBILL_RUNTIME_API", "").partition(" ")
LAYERS = os.environ.pop("WAYBILL_LAYERS", "/opt")
IN_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
BASE = "/2018-06-01/runtime/"
