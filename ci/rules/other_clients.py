"""S: what clients of others got wrong, as far as no other rule has it."""

import re

from . import rule, swap
from .both_texts import at
from .defects import always_accepts, answered_with, answers, headers_replaced
from .http1 import ACCEPT, ask, scrape


@rule(
    "S1.1",
    "a bucket never ends at `inf`",
    "client_rust: f64::INFINITY as a bound",
    "texts",
    swap('every_size_bucket{le="+Inf"}', 'every_size_bucket{le="inf"}'),
)
def _(exposition):
    for sample in exposition.samples:
        if (sample.label("le") or "").lower().lstrip("+") in ("inf", "infinity") and sample.label("le") != "+Inf":
            yield at(sample, sample.raw)


@rule(
    "S1.2",
    "help is as it was written, without a full stop of the library's",
    "client_rust: a `.` is appended",
    "texts",
    swap("A counter without labels.", "A counter without labels.."),
)
def _(exposition):
    for family in exposition.families.values():
        if (family.help or "").endswith(".."):
            yield f"{family.name}: {family.help}"


@rule(
    "S1.3",
    "one backslash and two are two series",
    "metrics-exporter-prometheus: both became two",
    "texts",
    swap('{odd="\\\\"}', '{odd="\\\\\\\\"}'),
)
def _(exposition):
    values = [sample.raw_labels for sample in exposition.samples if sample.name == "every_event_total"]
    if len(set(values)) != 5:
        yield f"{values}"


@rule(
    "S1.4",
    "`_total` is there once",
    "client_rust#51, #194: appended to what has it",
    "texts",
    swap("\nevery_tick_total ", "\nevery_tick_total_total "),
)
def _(exposition):
    for sample in exposition.samples:
        if "_total_total" in sample.name:
            yield at(sample, sample.name)


@rule(
    "S1.5",
    "a value with U+2028 or U+0085 is one line to who splits at line feeds",
    "litellm#20600: splitlines()",
    "texts",
    swap("para\u2028", "para\n"),
)
def _(exposition):
    for place, line in enumerate(exposition.lines[:-1], 1):
        if not re.match(r"# |[a-zA-Z_:]", line):
            yield f"line {place}: {line[:60]}"


@rule(
    "S1.6",
    "a label value with a comma, a brace or a hash is one value",
    "parsers that look for them",
    "texts",
    swap("#{}=,", '#{}=",x="'),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.name == "every_event_total" and len(sample.labels) != 1:
            yield at(sample, sample.raw)


@rule(
    "S1.7",
    "an odd observation leaves sum and count in order",
    "client_golang: NaN in a sum",
    "texts",
    lambda text: re.sub(r"every_size_sum \S+", "every_size_sum NaN", text),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.name.endswith(("_sum", "_count")) and sample.value in ("NaN", "-Inf"):
            yield at(sample, sample.raw)


@rule(
    "S1.8",
    "an exemplar that is too long is dropped, and its observation counts",
    "client_golang#1803, caddy#3733: a panic",
    "openmetrics",
    lambda text: re.sub(r'(every_answer_seconds_bucket\{method="PUT",le="\+Inf"\}) 1', r"\1 0", text),
)
def _(exposition):
    wanted = 'every_answer_seconds_bucket{method="PUT",le="+Inf"} 1'
    if wanted not in exposition.lines:
        yield str([line for line in exposition.lines if line.startswith(wanted[:-2])])


@rule(
    "S1.9",
    "negative zero keeps its sign, subnormal numbers are not 0",
    "shortest float writers",
    "texts",
    swap("5e-324", "0"),
)
def _(exposition):
    values = {sample.value for sample in exposition.samples if sample.name in ("every_asked", "every_touched")}
    if not {"-0", "5e-324"} <= values:
        yield f"{values}"


@rule(
    "S1.10",
    "64-bit integers are exact at both ends",
    "clients that keep floats",
    "texts",
    swap("-9223372036854775808", "-9223372036854775807"),
)
def _(exposition):
    values = {sample.value for sample in exposition.samples if sample.name in ("every_balance_bytes", "foreign_read_total")}
    if not {"-9223372036854775808", "18446744073709551615"} <= values:
        yield f"{values}"


@rule(
    "S2.1",
    "a version that was asked for is not just said back",
    "client_python: version=99.0.0",
    "endpoint",
    answered_with(content_type="application/openmetrics-text; version=99.0.0; charset=utf-8"),
)
def _(address):
    answer = scrape(address, "application/openmetrics-text;version=99.0.0")
    if "99" in answer["content-type"]:
        yield answer["content-type"]


@rule("S2.2", "a version in quotes is no traceback", "client_python: 500", "endpoint", answers(rb'version="', 500))
def _(address):
    answer = scrape(address, 'application/openmetrics-text; version="1.0.0"')
    if answer.status != 200:
        yield f"{answer.status}"


@rule(
    "S2.3",
    "protobuf is not chosen because it is mentioned",
    "metrics-exporter-prometheus: weights ignored",
    "endpoint",
    always_accepts(ACCEPT["protobuf"]),
)
def _(address):
    answer = scrape(address, f"text/plain;q=0.9,{ACCEPT['protobuf']};q=0.1")
    if answer.format != "text":
        yield answer["content-type"]


@rule(
    "S2.4",
    "text is not chosen because protobuf came first",
    "kube-state-metrics#3010, prometheus/common#928",
    "endpoint",
    always_accepts("text/plain"),
)
def _(address):
    answer = scrape(
        address,
        f"application/vnd.google.protobuf;proto=x;encoding=text;q=0.9,{ACCEPT['openmetrics']};q=0.5,text/plain;q=0.1",
    )
    if answer.format != "openmetrics":
        yield answer["content-type"]


@rule(
    "S2.5",
    "text/plain has a charset and a version",
    "tikv/rust-prometheus, metrics-exporter-prometheus",
    "endpoint",
    answered_with(content_type="text/plain"),
)
def _(address):
    said = scrape(address)["content-type"]
    if "charset=utf-8" not in said or "version=0.0.4" not in said:
        yield said


@rule(
    "S2.6",
    "a HEAD that is refused has no body either",
    "client_python: 405 with a body",
    "endpoint",
    answers(rb"^HEAD", 405),
)
def _(address):
    for path in ("/metrics", "/other"):
        answer = ask(address, path, "HEAD")
        if answer.status not in (200, 404):
            yield f"{path}: {answer.status}"


@rule(
    "S2.7",
    "other paths are not metrics",
    "client_python, metrics-exporter-prometheus: every path is 200",
    "endpoint",
    headers_replaced(rb"^GET \S+", b"GET /metrics"),
)
def _(address):
    for path in ("/favicon.ico", "/metrics/extra", "/.env"):
        if ask(address, path).status != 404:
            yield path
