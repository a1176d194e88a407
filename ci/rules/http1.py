"""A client that says exactly what it is told to, byte by byte, and shows all that comes back."""

import gzip
import socket
import time

ACCEPT = {
    "text": "text/plain;version=0.0.4",
    "openmetrics": "application/openmetrics-text;version=1.0.0",
    "protobuf": "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
}


class Answer:
    def __init__(self, status, version, headers, body):
        self.status, self.version, self.headers, self.body = status, version, headers, body

    def __getitem__(self, name):
        """The first header of this name, or an empty text."""
        return next((value for key, value in self.headers if key == name.lower()), "")

    def count(self, name):
        return sum(key == name for key, _ in self.headers)

    @property
    def format(self):
        """What it is by its content type."""
        kind = self["content-type"].partition(";")[0].strip()
        return {
            "text/plain": "text",
            "application/openmetrics-text": "openmetrics",
            "application/vnd.google.protobuf": "protobuf",
        }.get(kind, kind)

    @property
    def escaping(self):
        return self["content-type"].partition("escaping=")[2]

    def plain(self):
        """The body without its compression."""
        return gzip.decompress(self.body) if self["content-encoding"] == "gzip" else self.body


class Connection:
    """One to a server, over which anything may be said."""

    def __init__(self, address, timeout=10, receive_buffer=None):
        host, _, port = address.rpartition(":")
        self.socket = socket.socket()
        self.socket.settimeout(timeout)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect((host, int(port)))
        self.read = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def say(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            pass  # what the server thinks of it is in its answer, or in its silence

    def more(self):
        """Reads on; false at the end."""
        try:
            chunk = self.socket.recv(65536)
        except TimeoutError:
            raise
        except OSError:
            chunk = b""
        self.read += chunk
        return bool(chunk)

    def answer(self, has_body=True):
        """The next answer; None where the server closes instead. `has_body` may be something that is only known then."""
        while b"\r\n\r\n" not in self.read:
            if not self.more():
                return None
        head, _, self.read = self.read.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        version, status, *_ = first.split(" ")
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        answer = Answer(int(status), version, headers, b"")
        has_body = has_body() if callable(has_body) else has_body
        if has_body and answer.status not in (204, 304) and answer.status >= 200:
            answer.body = self.body(answer)
        return answer

    def body(self, answer):
        if answer["transfer-encoding"] == "chunked":
            return self.chunks()
        length = answer["content-length"]
        if not length:
            while self.more():
                pass
            body, self.read = self.read, b""
            return body
        while len(self.read) < int(length):
            if not self.more():
                raise ValueError(f"{len(self.read)} of {length} bytes, and then nothing")
        body, self.read = self.read[: int(length)], self.read[int(length) :]
        return body

    def chunks(self):
        body = b""
        while True:
            while b"\r\n" not in self.read:
                if not self.more():
                    raise ValueError("a chunk is not complete")
            size, _, self.read = self.read.partition(b"\r\n")
            size = int(size, 16)
            while len(self.read) < size + 2:
                if not self.more():
                    raise ValueError("a chunk is not complete")
            body, self.read = body + self.read[:size], self.read[size + 2 :]
            if size == 0:
                return body

    def is_closed(self, within=2):
        """Whether the server closes, and says nothing more."""
        self.socket.settimeout(within)
        try:
            return not self.more()
        except TimeoutError:
            return False


def request(path="/metrics", method="GET", headers=(), version="HTTP/1.1", host="localhost"):
    lines = [f"{method} {path} {version}", *([f"Host: {host}"] if host else []), *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def ask(address, path="/metrics", method="GET", headers=(), timeout=10):
    """One request on a connection of its own."""
    with Connection(address, timeout) as connection:
        connection.say(request(path, method, [*headers, "Connection: close"]))
        answer = connection.answer(has_body=method != "HEAD")
        if answer is None:
            raise ValueError("closed without an answer")
        return answer


def scrape(address, *accept, encoding=None, path="/metrics"):
    """The answer to a scraper that sends these `Accept` headers."""
    headers = [f"Accept: {value}" for value in accept]
    if encoding is not None:
        headers.append(f"Accept-Encoding: {encoding}")
    return ask(address, path, headers=headers)


def raw(address, data, timeout=10):
    """What is answered to these bytes: a status, or 0 where the server just closes."""
    with Connection(address, timeout) as connection:
        connection.say(data)
        answer = connection.answer()
        return answer.status if answer else 0


def until_closed(address, data, within):
    """Seconds until the server gives up on somebody who says this and then nothing; None if it does not."""
    start = time.monotonic()
    with Connection(address) as connection:
        connection.say(data)
        connection.socket.settimeout(within)
        try:
            while connection.more():
                pass
        except TimeoutError:
            return None
    return time.monotonic() - start
