"""What a handler is told of its event beside the event."""
import json
import os
import time

from waybill_runtime.log import write_event


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
