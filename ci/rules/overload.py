"""H: many clients, slow ones, and a part of the program that fails."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from . import OM, PG, RFC, rule
from .defects import Defect, answered_with, answers
from .http1 import ACCEPT, Answer, Connection, ask, request, scrape, until_closed


def scrapes(address, number, at_once):
    """Status and completeness of many at once, and how long the slowest took."""

    def one(place):
        start = time.monotonic()
        try:
            answer = scrape(address, ACCEPT["openmetrics"], encoding="gzip" if place % 2 else "identity")
            whole = answer.plain().endswith(b"# EOF\n")
        except (OSError, ValueError, EOFError) as error:
            return f"{type(error).__name__}: {error}", False, time.monotonic() - start
        return answer.status, whole, time.monotonic() - start

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(number)))


def every_nth(number, instead):
    """A defect: each so many-th request gets this."""
    counted = iter(range(10**9))
    return Defect(up=lambda chunk: instead if b"HTTP/1" in chunk and next(counted) % number == number - 1 else chunk)


@rule(
    "H9.1",
    "40 scrapes at once are each whole",
    PG,
    "endpoint",
    every_nth(10, Answer(200, "HTTP/1.1", [("content-type", "text/plain")], b"half")),
)
def _(address):
    for status, whole, _ in scrapes(address, 120, 40):
        if status not in (200, 503) or status == 200 and not whole:
            yield f"{status}, {'whole' if whole else 'not whole'}"


@rule("H9.2", "and most of them are answered", PG, "endpoint", every_nth(2, Answer(503, "HTTP/1.1", [], b"busy")))
def _(address):
    answered = sum(status == 200 for status, _, _ in scrapes(address, 80, 40))
    if answered < 60:
        yield f"{answered} of 80"


@rule("H9.3", "nobody waits longer than a scraper would", PG, "endpoint", Defect(delay=11.0))
def _(address):
    slowest = max(took for _, _, took in scrapes(address, 40, 40))
    if slowest > 10:
        yield f"{slowest:.1f} s"


def crowd(stack, address, number, data, **options):
    for _ in range(number):
        stack.enter_context(Connection(address, **options)).say(data)


def served_beside(number, data, defect, rule_number, says, **options):
    @rule(rule_number, says, RFC, "endpoint", defect)
    def _(address):
        with ExitStack() as stack:
            crowd(stack, address, number, data, **options)
            try:
                if scrape(address).status != 200:
                    yield "refused"
            except (OSError, ValueError) as error:
                yield f"{type(error).__name__}: {error}"


# The server is full for who comes after the others, and says so to the scrape that the rule makes.
FULL = answers(rb"Connection: close", 503)

served_beside(100, b"", FULL, "H10.1", "100 who say nothing keep nobody out")
served_beside(100, b"GET /metr", FULL, "H10.2", "nor do 100 who stop in the middle of a word")
served_beside(40, request(), FULL, "H10.3", "nor 40 who do not read what they asked for", receive_buffer=2048)
served_beside(
    40, request(headers=["Content-Length: 1000000"]), FULL, "H10.4", "nor 40 who never send the body that they announce"
)


@rule(
    "H10.5", "who does not finish a head is given up within a quarter of a minute", RFC, "endpoint", Defect(never_close=True)
)
def _(address):
    took = until_closed(address, b"GET /metrics HTTP/1.1\r\nHost: x\r\nX: ", 15)
    if took is None:
        yield "still waiting after 15 s"


@rule(
    "H10.6",
    "so is who sends a byte now and then: it is a deadline, not an idle time",
    RFC,
    "endpoint",
    Defect(never_close=True),
)
def _(address):
    end = time.monotonic() + 15
    with Connection(address, timeout=0.5) as connection:
        connection.say(b"GET /metrics HTTP/1.1\r\nHost: x\r\nX: ")
        while time.monotonic() < end:
            connection.say(b"x")
            try:
                if not connection.more():
                    return
            except TimeoutError:
                pass
    yield "still waiting after 15 s"


@rule(
    "H11.1",
    "a collector that fails, and a callback that panics, cost their own families",
    PG,
    "endpoint",
    answered_with(status=500),
)
def _(address):
    answer = scrape(address)
    if answer.status != 200 or b"\nevery_tick_total " not in answer.body:
        yield f"{answer.status}"


@rule("H11.2", "and are counted", PG, "endpoint", answered_with(body=lambda body: body.replace(b"lost", b"found")))
def _(address):
    ask(address)
    body = scrape(address).body
    for line in (
        b'metrics_collector_failures_total{collector="lost",reason="error"}',
        b'metrics_callback_failures_total{family="every_broken",reason="panic"}',
    ):
        if line not in body or line + b" 0\n" in body:
            yield line.decode()


@rule(
    "H11.3",
    "rows beyond their limit are counted",
    PG,
    "endpoint",
    answered_with(body=lambda body: body.replace(b"rows_refused", b"rows")),
)
def _(address):
    if b'metrics_collector_rows_refused_total{collector="foreign",reason="limit"}' not in scrape(address).body:
        yield "they are not"


@rule(
    "H11.4",
    "scrapes are counted by format, with time and size",
    PG,
    "endpoint",
    answered_with(body=lambda body: body.replace(b"metrics_scrapes_total", b"metrics_scrapes")),
)
def _(address):
    for accept in ACCEPT.values():
        scrape(address, accept)
    body = scrape(address).body
    for name in ("metrics_scrapes_total{format=\"%s\"} " % name for name in ACCEPT):
        if name.encode() not in body or (name + "0\n").encode() in body:
            yield name
    for name in (b"metrics_scrape_duration_seconds_count ", b"metrics_exposition_bytes{"):
        if name not in body:
            yield name.decode()


@rule("H12.1", "nobody but this machine can connect, unless that is said", OM, "endpoint", Defect(interface="0.0.0.0"))
def _(address):
    port = int(address.rpartition(":")[2])
    with open("/proc/net/tcp") as table:
        mine = [line.split()[1] for line in table if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")]
    if any(not found.startswith("0100007F") for found in mine) or not mine:
        yield f"{mine}"
