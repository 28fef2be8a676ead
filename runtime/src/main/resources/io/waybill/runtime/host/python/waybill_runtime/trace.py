"""The variable that changes with every event."""
import os


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
