"""C: how a body is compressed."""

import gzip

from . import PG, RFC, SC, rule
from .defects import answered_with, headers_replaced
from .http1 import ACCEPT, ask, scrape

ENCODINGS = [
    ("gzip", "gzip"),
    ("gzip, deflate, br", "gzip"),
    ("GZIP", "gzip"),
    ("x-gzip", "gzip"),
    ("gzip;q=0.5, br;q=1", "gzip"),
    ("zstd;q=0.1, gzip", "gzip"),
    ("identity", ""),
    ("gzip;q=0", ""),
    ("gzip;q=0.000", ""),
    ("deflate, br", ""),
    ("*", ""),
    ("gzipped", ""),
    ("gzip;q=2", ""),
    ("", ""),
    ("identity, gzip;q=0.5", ""),
    ("zstd", "zstd"),
    ("gzip, zstd", "zstd"),
    ("gzip;q=0, zstd;q=0, *;q=0.1", ""),
]
for at, (accepted, wanted) in enumerate(ENCODINGS, 1):

    def encoding(address, accepted=accepted, wanted=wanted):
        answer = scrape(address, encoding=accepted)
        if answer["content-encoding"] != wanted or answer.count("content-encoding") > 1:
            yield answer["content-encoding"] or "identity"

    swapped = b"Accept-Encoding: identity" if wanted else b"Accept-Encoding: gzip"
    rule(
        f"C6.{at}",
        f"`Accept-Encoding: {accepted}` gets {wanted or 'the body as it is'}",
        RFC,
        "endpoint",
        headers_replaced(rb"Accept-Encoding:[^\r]*", swapped),
    )(encoding)


@rule(
    "C7.1",
    "a body that is compressed is the same body, complete",
    SC,
    "endpoint",
    answered_with(body=lambda body: body[:-8]),
)
def _(address):
    name = "?name[]=every_event&name[]=every_size"
    plain, zipped = (scrape(address, encoding=encoding, path="/metrics" + name) for encoding in ("identity", "gzip"))
    try:
        if zipped["content-encoding"] != "gzip" or gzip.decompress(zipped.body) != plain.body:
            yield "another one"
    except (EOFError, OSError) as error:
        yield f"{error}"


@rule(
    "C7.2",
    "without Accept-Encoding, nothing is compressed",
    SC,
    "endpoint",
    headers_replaced(rb"\r\nHost:", b"\r\nAccept-Encoding: gzip\r\nHost:"),
)
def _(address):
    if scrape(address)["content-encoding"]:
        yield "it is"


@rule("C7.3", "an answer varies by both headers, and says so", RFC, "endpoint", answered_with(vary="Accept"))
def _(address):
    for method in ("GET", "HEAD"):
        said = {word.strip().lower() for word in ask(address, method=method)["vary"].split(",")}
        if not {"accept", "accept-encoding"} <= said:
            yield f"{method}: {said}"


@rule("C7.4", "protobuf is compressed as text is", PG, "endpoint", answered_with(content_encoding=None))
def _(address):
    if scrape(address, ACCEPT["protobuf"], encoding="gzip")["content-encoding"] != "gzip":
        yield "it is not"
