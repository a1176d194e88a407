"""O: exemplars in OpenMetrics 1.0.0."""

import re
import time

from . import OM, SC, rule, swap
from .both_texts import LABEL, at
from .declared import EXEMPLARS
from .grammar import number


def exemplars(exposition):
    return [(sample, sample.exemplar) for sample in exposition.samples if sample.exemplar]


def example(labels, after=""):
    """A defect: an exemplar with these labels on a counter."""
    return swap("every_asked_for_total 7", f"every_asked_for_total 7 # {labels} 1{after}")


@rule(
    "O10.1",
    "exemplars are on `_total` of counters and on buckets",
    SC,
    "openmetrics",
    swap('every_asked{value="true"} 1.5', 'every_asked{value="true"} 1.5 # {a="b"} 1'),
)
def _(exposition):
    for sample, _ in exemplars(exposition):
        allowed = {"counter": "_total", "histogram": "_bucket"}.get(sample.family and sample.family.kind)
        if allowed is None or sample.name != sample.family.name + allowed:
            yield at(sample, sample.raw)


@rule(
    "O10.2",
    "an exemplar is in its bucket",
    OM,
    "openmetrics",
    lambda text: re.sub(r'(every_answer_seconds_bucket\{method="GET",le="0.1"\} \d+ # \{[^}]*\}) \S+', r"\1 0.7", text),
)
def _(exposition):
    below = {}
    for sample in exposition.samples:
        bound = number(sample.label("le"))
        if bound is None:
            continue
        group = sample.name, sample.apart_from("le")
        seen = sample.exemplar and number(sample.exemplar.value)
        if seen is not None and not below.get(group, -float("inf")) < seen <= bound:
            yield at(sample, sample.raw)
        below[group] = bound


@rule(
    "O10.3",
    "names and values of an exemplar have at most 128 characters together",
    OM,
    "openmetrics",
    example('{a="' + "x" * 128 + '"}'),
)
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        length = sum(len(name) + len(value) for name, value in exemplar.labels)
        if length > 128:
            yield at(sample, f"{length}")


@rule("O10.4", "its time is in seconds, and not long ago", OM, "openmetrics", example('{a="b"}', " 1700000000000"))
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        when = number(exemplar.time) if exemplar.time else time.time()
        if when is None or abs(when - time.time()) > 86_400:
            yield at(sample, exemplar.time)


@rule("O10.5", "its labels have legal names", OM, "openmetrics", example('{a.b="c"}'))
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        for name, _ in exemplar.labels:
            if not LABEL.fullmatch(name):
                yield at(sample, name)


@rule("O10.6", "no label of an exemplar twice", SC, "openmetrics", example('{a="b",a="c"}'))
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        if len(dict(exemplar.labels)) < len(exemplar.labels):
            yield at(sample, sample.raw)


@rule("O10.7", "an exemplar's labels are written as labels are", OM, "openmetrics", example('{ a="b"}'))
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        if not exemplar.tidy:
            yield at(sample, sample.raw)


@rule("O10.8", "no NUL, for which Prometheus refuses the whole scrape", SC, "openmetrics", example('{a="\0"}'))
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        if "\0" in exemplar.raw_labels:
            yield at(sample, repr(sample.raw))


@rule(
    "O10.9",
    "what remembers has exemplars",
    OM,
    "openmetrics",
    lambda text: re.sub(r"(every_request_total\{\S+ \d+) # .*", r"\1", text),
)
def _(exposition):
    found = {sample.family.name for sample, _ in exemplars(exposition) if sample.family}
    if not EXEMPLARS <= found:
        yield f"none on {EXEMPLARS - found}"


@rule(
    "O10.10",
    "its value is a number",
    OM,
    "openmetrics",
    swap("every_asked_for_total 7", 'every_asked_for_total 7 # {a="b"} one'),
)
def _(exposition):
    for sample, exemplar in exemplars(exposition):
        if number(exemplar.value) is None:
            yield at(sample, exemplar.value)
