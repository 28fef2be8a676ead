"""The calls of the Lambda Runtime API."""
import socket

from waybill_runtime.settings import API, BASE, SERVED, SOCKET


def connected():
    return Connection() if SERVED == API else Proxied()


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
