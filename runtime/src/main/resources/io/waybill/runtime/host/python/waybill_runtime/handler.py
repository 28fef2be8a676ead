"""Finds a function's handler."""
import importlib
import os
import sys

from waybill_runtime.settings import LAYERS, ROOT


class LoadFailed(Exception):
    """Why there is no handler: the error's type and message."""


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
