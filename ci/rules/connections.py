"""H: connections, and what is no request."""

import subprocess

from . import RFC, RFC12, rule
from .defects import Defect, answered_with, answers, headers_replaced
from .http1 import ACCEPT, Connection, ask, raw, request, scrape

GET = request()


def status(number, says, source, data, wanted, defect):
    """Bytes, and the statuses that are right for them; 0 is a connection that is closed without a word."""

    def check(address):
        got = raw(address, data)
        if got not in wanted:
            yield f"{got}"

    rule(number, says, source, "endpoint", defect)(check)


@rule(
    "H6.1",
    "a connection may be used again",
    RFC12,
    "endpoint",
    answered_with(connection="close", body=lambda body: body[:-1]),
)
def _(address):
    with Connection(address) as connection:
        for _ in range(3):
            connection.say(GET)
            answer = connection.answer()
            if answer is None or answer.status != 200 or answer["connection"].lower() == "close":
                yield f"{answer and answer.status}"
                return


@rule(
    "H6.2",
    "requests in one go are answered in their order",
    RFC12,
    "endpoint",
    headers_replaced(rb"GET /other", b"GET /metrics"),
)
def _(address):
    with Connection(address) as connection:
        connection.say(GET + request("/other") + request("/"))
        statuses = [answer.status if (answer := connection.answer()) else 0 for _ in range(3)]
        if statuses != [200, 404, 200]:
            yield f"{statuses}"


@rule("H6.3", "`Connection: close` is what it says", RFC12, "endpoint", Defect(never_close=True, down=lambda answer: answer))
def _(address):
    with Connection(address) as connection:
        connection.say(request(headers=["Connection: close"]))
        connection.answer()
        if not connection.is_closed(3):
            yield "it stays open"


@rule(
    "H6.4",
    "HTTP/1.0 gets no chunks, and is closed after",
    RFC12,
    "endpoint",
    Defect(never_close=True, down=lambda answer: answer),
)
def _(address):
    with Connection(address) as connection:
        connection.say(request(version="HTTP/1.0"))
        answer = connection.answer()
        if answer is None or answer.status != 200 or answer["transfer-encoding"] or not connection.is_closed(3):
            yield f"{answer and answer.headers}"


@rule(
    "H6.5",
    "the length of a body is what is said",
    RFC12,
    "endpoint",
    Defect(down=lambda answer: type(answer)(answer.status, answer.version, [], answer.body)),
)
def _(address):
    for accept in ACCEPT.values():
        answer = scrape(address, accept)
        if answer["content-length"] != str(len(answer.body)) or not answer["date"]:
            yield f"{answer['content-length']} and {len(answer.body)}, date {answer['date']!r}"


@rule(
    "H6.6",
    "a body of a GET is not taken for the next request",
    RFC12,
    "endpoint",
    headers_replaced(rb"Content-Length: \d+", b"Content-Length: 0"),
)
def _(address):
    smuggled = request("/smuggled")
    with Connection(address) as connection:
        connection.say(request(headers=[f"Content-Length: {len(smuggled)}"]) + smuggled + request("/"))
        statuses = [answer.status if (answer := connection.answer()) else 0 for _ in range(2)]
        if statuses not in ([200, 200], [200, 0]):
            yield f"{statuses}"


@rule(
    "H6.7",
    "nor is one in chunks",
    RFC12,
    "endpoint",
    headers_replaced(rb"Transfer-Encoding: chunked\r\n\r\n\w+\r\n", b"Content-Length: 0\r\n\r\n"),
)
def _(address):
    smuggled = request("/smuggled")
    with Connection(address) as connection:
        chunk = b"%x\r\n" % len(smuggled) + smuggled + b"\r\n0\r\n\r\n"
        connection.say(request(headers=["Transfer-Encoding: chunked"]) + chunk + request("/"))
        statuses = [answer.status if (answer := connection.answer()) else 0 for _ in range(2)]
        if statuses not in ([200, 200], [200, 0]):
            yield f"{statuses}"


@rule(
    "H6.8",
    "HTTP/2 is spoken with who begins with it",
    RFC,
    "endpoint",
    headers_replaced(rb"^PRI \* HTTP/2.0", b"GET / HTTP/1.1"),
)
def _(address):
    command = [
        "curl",
        "--silent",
        "--max-time",
        "10",
        "--noproxy",
        "*",
        "--http2-prior-knowledge",
        "--write-out",
        "%{http_code} %{http_version}",
        "--output",
        "/dev/null",
        f"http://{address}/metrics",
    ]
    said = subprocess.run(command, capture_output=True, text=True, timeout=20).stdout
    if said != "200 2":
        yield said


ACCEPTED = answers(rb".", 200)
status(
    "H7.1",
    "a whole address in the request line is fine",
    RFC12,
    request("http://localhost/metrics"),
    (200,),
    answered_with(status=404),
)
status("H7.2", "HTTP/1.1 without Host is 400", RFC12, request(host=None), (400,), ACCEPTED)
status("H7.3", "so is Host twice", RFC12, request(headers=["Host: other"]), (400,), ACCEPTED)
status(
    "H7.4", "HTTP/1.0 without Host is fine", RFC12, request(host=None, version="HTTP/1.0"), (200,), answered_with(status=400)
)
status("H7.5", "a request line of rubbish is 400", RFC12, b"rubbish\r\n\r\n", (400, 0), ACCEPTED)
status("H7.6", "a version that there is not is refused", RFC12, request(version="HTTP/9.9"), (400, 505, 0), ACCEPTED)
status("H7.7", "a blank before a colon is 400", RFC12, request(headers=["X : y"]), (400, 0), ACCEPTED)
status("H7.8", "a NUL in a header is 400", RFC12, request(headers=["X: \0"]), (400, 0), ACCEPTED)
status(
    "H7.9",
    "two lengths that differ are 400",
    RFC12,
    request(headers=["Content-Length: 1", "Content-Length: 2"]),
    (400, 0),
    ACCEPTED,
)
status("H7.10", "a negative length is 400", RFC12, request(headers=["Content-Length: -1"]), (400, 0), ACCEPTED)
status(
    "H7.11",
    "a transfer coding that there is not is refused",
    RFC12,
    request(headers=["Transfer-Encoding: none"]),
    (400, 501, 0),
    ACCEPTED,
)
status(
    "H7.12",
    "an address of 100,000 characters is refused",
    RFC,
    request("/metrics?" + "x" * 100_000),
    (400, 414, 431, 0),
    ACCEPTED,
)
status(
    "H7.13",
    "a header of 100,000 characters is refused",
    RFC,
    request(headers=["X: " + "x" * 100_000]),
    (400, 431, 0),
    ACCEPTED,
)
status(
    "H7.14",
    "a thousand headers are refused",
    RFC,
    request(headers=[f"X{n}: y" for n in range(1000)]),
    (400, 431, 0),
    ACCEPTED,
)
status(
    "H7.15",
    "TLS where there is none is refused",
    RFC,
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64) + b"\r\n\r\n",
    (400, 0),
    ACCEPTED,
)
status(
    "H7.16",
    "a chunk whose size is no number ends the connection at most",
    RFC12,
    request(headers=["Transfer-Encoding: chunked"]) + b"zz\r\n",
    (200, 400, 0),
    answers(rb".", 500),
)


@rule(
    "H8.1",
    "what is refused has no metrics in it, and is plain text",
    RFC,
    "endpoint",
    answered_with(content_type="text/html"),
)
def _(address):
    for method, path in (("POST", "/metrics"), ("GET", "/other")):
        answer = ask(address, path, method)
        if answer.format != "text" or len(answer.body) > 200:
            yield f"{answer.status} {answer['content-type']}"


@rule("H8.2", "no answer says what the server is made of", RFC, "endpoint", answered_with(server="x/1.0"))
def _(address):
    for path in ("/metrics", "/other"):
        if ask(address, path)["server"]:
            yield ask(address, path)["server"]
