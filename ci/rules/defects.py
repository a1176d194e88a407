"""A server with a defect: the real one, behind something that meddles."""

import re
import socket
import threading
import time
from contextlib import contextmanager

from .http1 import Answer, Connection


class Defect:
    """`up` changes what a client says, chunk by chunk, and may answer in the server's place with an `Answer`; `down` changes an
    answer. `delay` holds each answer up, `never_close` a connection, and `interface` is where it listens."""

    def __init__(self, up=None, down=None, delay=0.0, never_close=False, interface="127.0.0.1"):
        self.up, self.down, self.delay, self.never_close, self.interface = up, down, delay, never_close, interface


def headers_replaced(pattern, replacement):
    """The server sees other headers than the client sent."""
    return Defect(up=lambda chunk: re.sub(pattern, replacement, chunk, flags=re.I))


def always_accepts(value):
    """The server takes all clients for one that accepts this."""

    def up(chunk):
        if b"HTTP/1" not in chunk:
            return chunk
        chunk = re.sub(rb"\r\nAccept:[^\r]*", b"", chunk, flags=re.I)
        return chunk.replace(b"\r\n", b"\r\nAccept: " + value.encode() + b"\r\n", 1)

    return Defect(up=up)


def answers(pattern, status, body=b"broken\n", headers=()):
    """Requests like this get this answer."""

    def up(chunk):
        if re.search(pattern, chunk, re.I | re.S):
            return Answer(status, "HTTP/1.1", [("content-type", "text/plain"), *headers], body)
        return chunk

    return Defect(up=up)


def answered_with(**changes):
    """All answers have other headers (None: not at all), or another status or body."""

    def down(answer):
        headers = [(name, value) for name, value in answer.headers if name.replace("-", "_") not in changes]
        headers += [
            (name.replace("_", "-"), value)
            for name, value in changes.items()
            if name not in ("status", "body") and value is not None
        ]
        body = changes["body"](answer.body) if "body" in changes else answer.body
        return Answer(changes.get("status", answer.status), answer.version, headers, body)

    return Defect(down=down)


@contextmanager
def broken_server(address, defect):
    """The address of the server with the defect."""
    listener = socket.create_server((defect.interface, 0), backlog=256)
    ended = threading.Event()
    threading.Thread(target=accept, args=[listener, address, defect, ended], daemon=True).start()
    try:
        yield "127.0.0.1:%d" % listener.getsockname()[1]
    finally:
        ended.set()
        listener.close()


def accept(listener, address, defect, ended):
    while not ended.is_set():
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=serve, args=[client, address, defect], daemon=True).start()


def serve(client, address, defect):
    try:
        with client, Connection(address, timeout=60) as server:
            methods = []
            down = threading.Thread(target=pass_down, args=[server, client, defect, methods], daemon=True)
            down.start()
            pass_up(client, server, defect, methods)
            if defect.never_close:
                time.sleep(30)
            down.join(60)
    except OSError:
        pass


def pass_up(client, server, defect, methods):
    while chunk := client.recv(65536):
        methods += re.findall(rb"(?:^|\n)([A-Za-z]+) [^\r\n]* HTTP/1\.[01]\r\n", chunk)
        changed = defect.up(chunk) if defect.up else chunk
        if isinstance(changed, Answer):
            client.sendall(written(changed))
            client.shutdown(socket.SHUT_WR)
            return
        server.say(changed)
    server.socket.shutdown(socket.SHUT_WR)


def pass_down(server, client, defect, methods):
    """Answers are only taken apart where the defect wants to change them."""
    try:
        while defect.down or defect.delay:
            answer = server.answer(has_body=lambda: methods[:1] != [b"HEAD"])
            if answer is None:
                break
            is_head = methods and methods.pop(0) == b"HEAD"
            time.sleep(defect.delay)
            client.sendall(written(defect.down(answer) if defect.down else answer, is_head))
        while chunk := server.socket.recv(65536):
            client.sendall(chunk)
        if not defect.never_close:
            client.shutdown(socket.SHUT_WR)
    except (OSError, ValueError):
        pass


def written(answer, is_head=False):
    lines = [f"{answer.version} {answer.status} X"]
    framed = ("content-length", "transfer-encoding")
    lines += [f"{name}: {value}" for name, value in answer.headers if is_head or name not in framed]
    if not is_head:
        lines.append(f"content-length: {len(answer.body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + answer.body
