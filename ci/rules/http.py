"""H: HTTP, as clients rely on it."""

import re

from . import OM, PG, RFC, rule
from .defects import answered_with, answers, headers_replaced
from .http1 import ACCEPT, Connection, ask, request, scrape


@rule("H1.1", "GET is 200", RFC, "endpoint", answered_with(status=204))
def _(address):
    if ask(address).status != 200:
        yield "it is not"


@rule("H1.2", "HEAD is 200, without a body", RFC, "endpoint", answers(rb"^HEAD", 200))
def _(address):
    with Connection(address) as connection:
        connection.say(request(method="HEAD", headers=["Connection: close"]))
        answer = connection.answer(has_body=False)
        if answer is None or answer.status != 200 or not connection.is_closed(5) or connection.read:
            yield f"{answer and answer.status}, then {connection.read[:40]}"


@rule("H1.3", "HEAD has the headers of GET", RFC, "endpoint", answers(rb"^HEAD", 200))
def _(address):
    for accept in ACCEPT.values():
        get, head = (
            ask(address, method=method, headers=[f"Accept: {accept}", "Accept-Encoding: gzip"]) for method in ("GET", "HEAD")
        )
        for name in ("content-type", "content-encoding", "vary"):
            if get[name] != head[name]:
                yield f"{name}: {get[name]} and {head[name]}"


for at, method in enumerate(["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"], 1):

    def not_allowed(address, method=method):
        answer = ask(address, method=method, headers=["Content-Length: 0"])
        if answer.status not in ((405,) if method not in ("BREW", "get") else (400, 405, 501)) or b"every_" in answer.body:
            yield f"{answer.status}"

    rule(f"H2.{at}", f"{method} is not allowed", RFC, "endpoint", headers_replaced(b"^" + method.encode() + b" ", b"GET "))(
        not_allowed
    )


@rule("H2.8", "a 405 says what is: GET and HEAD", RFC, "endpoint", answered_with(allow=None))
def _(address):
    allowed = {word.strip() for word in ask(address, method="POST")["allow"].split(",")}
    if not {"GET", "HEAD"} <= allowed:
        yield f"{allowed}"


for at, path in enumerate(
    ["/other", "/metricsx", "/metrics.txt", "/metrics/../x", "//metrics", "/Metrics", "/%6detricsx"], 1
):

    def unknown(address, path=path):
        answer = ask(address, path)
        if answer.status not in (400, 404) or b"every_" in answer.body:
            yield f"{answer.status}"

    rule(f"H3.{at}", f"{path} is not there", RFC, "endpoint", headers_replaced(rb"^GET \S+", b"GET /metrics"))(unknown)


@rule("H3.8", "there is a page at / that leads to the metrics", PG, "endpoint", answered_with(body=lambda body: b"hello"))
def _(address):
    answer = ask(address, "/")
    if answer.status != 200 or b'href="/metrics"' not in answer.body or not answer["content-type"].startswith("text/html"):
        yield f"{answer.status}"


@rule("H3.9", "parameters that nobody knows do not matter", PG, "endpoint", answers(rb"debug=1", 400))
def _(address):
    answer = ask(address, "/metrics?debug=1&x=%zz&&=")
    if answer.status != 200 or b"every_tick_total" not in answer.body:
        yield f"{answer.status}"


ONE = "/metrics?name[]=every_tick"


def names(body):
    return set(re.findall(r"^# TYPE (\S+)", body.decode("utf-8", "replace"), re.M))


@rule("H4.1", "`name[]` gives that family, and no other", PG, "endpoint", headers_replaced(rb"\?name\[\]\S+", b""))
def _(address):
    found = names(ask(address, ONE).body)
    if found != {"every_tick_total"}:
        yield f"{found}"


@rule("H4.2", "it can be given several times", PG, "endpoint", headers_replaced(rb"&name\[\]\S+", b""))
def _(address):
    found = names(ask(address, ONE + "&name[]=every_size").body)
    if found != {"every_tick_total", "every_size"}:
        yield f"{found}"


@rule("H4.3", "by the names of samples, too", PG, "endpoint", headers_replaced(rb"every_size_bucket", b"none"))
def _(address):
    for sample, family in (
        ("every_tick_total", "every_tick_total"),
        ("every_size_bucket", "every_size"),
        ("every_about_info", "every_about_info"),
    ):
        found = names(ask(address, f"/metrics?name[]={sample}").body)
        if found != {family}:
            yield f"{sample}: {found}"


@rule("H4.4", "encoded, too", RFC, "endpoint", headers_replaced(rb"\?name%5B%5D", b"?none"))
def _(address):
    found = names(ask(address, "/metrics?name%5B%5D=every%5Ftick").body)
    if found != {"every_tick_total"}:
        yield f"{found}"


@rule(
    "H4.5",
    "a name that nothing has is 200 and an exposition of nothing, ended where that is needed",
    OM,
    "endpoint",
    answered_with(body=lambda body: b""),
)
def _(address):
    for name, wanted in (("text", b""), ("openmetrics", b"# EOF\n"), ("protobuf", b"")):
        answer = scrape(address, ACCEPT[name], path="/metrics?name[]=none")
        if answer.status != 200 or answer.body != wanted:
            yield f"{answer.status} {answer.body[:40]}"


PATIENCE = ["0", "-1", "NaN", "1e999", "soon", "", "10", "0.5", "10.000000", "9" * 400]
for at, seconds in enumerate(PATIENCE, 1):

    def patient(address, seconds=seconds):
        answer = ask(address, headers=[f"X-Prometheus-Scrape-Timeout-Seconds: {seconds}"])
        if answer.status != 200:
            yield f"{answer.status}"

    rule(
        f"H5.{at}",
        f"a scrape's timeout of `{seconds[:12]}` is no error",
        PG,
        "endpoint",
        answers(rb"Scrape-Timeout-Seconds: " + re.escape(seconds.encode()) + rb"\r", 500),
    )(patient)
