"""O: OpenMetrics 1.0.0, what its types can be."""

import re

from . import OM, PG, append, rule, swap
from .both_texts import at
from .declared import FALLING
from .grammar import number


def counters(exposition):
    return [sample for family in exposition.of("counter") for sample in family.samples if sample.name.endswith("_total")]


@rule("O8.1", "a counter is never NaN", OM, "openmetrics", swap("every_asked_for_total 7", "every_asked_for_total NaN"))
def _(exposition):
    for sample in counters(exposition):
        if sample.value == "NaN":
            yield at(sample, sample.raw)


@rule("O8.2", "nor negative", OM, "openmetrics", swap("every_asked_for_total 7", "every_asked_for_total -7"))
def _(exposition):
    for sample in counters(exposition):
        if sample.value.startswith("-"):
            yield at(sample, sample.raw)


@rule(
    "O8.3",
    "nor infinite, from where it could not grow",
    OM,
    "openmetrics",
    swap("every_asked_for_total 7", "every_asked_for_total +Inf"),
)
def _(exposition):
    for sample in counters(exposition):
        if sample.value == "+Inf":
            yield at(sample, sample.raw)


def sums(exposition):
    return [
        sample
        for family in exposition.of("histogram", "summary")
        for sample in family.samples
        if sample.name == family.name + "_sum"
    ]


@rule(
    "O9.1",
    "there is a count where there is a sum, and only there",
    OM,
    "openmetrics",
    lambda text: re.sub(r"every_size_sum \S+\n", "", text),
)
def _(exposition):
    for family in exposition.of("histogram", "summary"):
        for labels, samples in family.rows("le").items():
            names = [sample.name for sample in samples]
            if (family.name + "_sum" in names) != (family.name + "_count" in names) and family.kind == "histogram":
                yield f"{family.name}{dict(labels)}"


@rule(
    "O9.2",
    "no sum of what has observations or bounds below zero: it can fall",
    OM,
    "openmetrics",
    lambda text: text.replace(
        'every_change_celsius_bucket{le="+Inf"}', 'every_change_celsius_sum 1\nevery_change_celsius_bucket{le="+Inf"}', 1
    ),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.family and sample.family.name in FALLING and sample.name.endswith(("_sum", "_count")):
            yield at(sample, sample.raw)


@rule(
    "O9.3",
    "a sum is neither NaN nor infinite",
    OM,
    "openmetrics",
    lambda text: re.sub(r"every_size_sum \S+", "every_size_sum NaN", text),
)
def _(exposition):
    for sample in sums(exposition):
        if sample.value in ("NaN", "+Inf", "-Inf"):
            yield at(sample, sample.raw)


@rule("O9.4", "nor negative", OM, "openmetrics", lambda text: re.sub(r"every_size_sum \S+", "every_size_sum -1", text))
def _(exposition):
    for sample in sums(exposition):
        if sample.value.startswith("-"):
            yield at(sample, sample.raw)


@rule("O11.1", "info is 1", OM, "openmetrics", lambda text: re.sub(r"(every_about_info\{.*\}) 1", r"\1 2", text))
def _(exposition):
    for family in exposition.of("info"):
        for sample in family.samples:
            if sample.value != "1":
                yield at(sample, sample.raw)


@rule(
    "O11.2",
    "`_info` is on the sample and not on the TYPE",
    OM,
    "openmetrics",
    lambda text: text.replace("# TYPE every_about info", "# TYPE every_about_info info"),
)
def _(exposition):
    for family in exposition.families.values():
        if family.name.endswith("_info") and family.kind == "info":
            yield family.name


@rule(
    "O11.3",
    "a state is 0 or 1",
    OM,
    "openmetrics",
    swap('every_phase{every_phase="stopping"} 0', 'every_phase{every_phase="stopping"} 0.5'),
)
def _(exposition):
    for family in exposition.of("stateset"):
        for sample in family.samples:
            if sample.value not in ("0", "1"):
                yield at(sample, sample.raw)


@rule(
    "O11.4",
    "one of the states of an enum is 1",
    OM,
    "openmetrics",
    swap('every_phase{every_phase="stopping"} 0', 'every_phase{every_phase="stopping"} 1'),
)
def _(exposition):
    for family in exposition.of("stateset"):
        for labels, samples in family.rows(family.name).items():
            if [sample.value for sample in samples].count("1") != 1:
                yield f"{family.name}{dict(labels)}"


@rule(
    "O11.5",
    "its label is called like the family",
    OM,
    "openmetrics",
    lambda text: text.replace("every_phase{every_phase=", "every_phase{phase="),
)
def _(exposition):
    for family in exposition.of("stateset"):
        for sample in family.samples:
            if sample.label(family.name) is None:
                yield at(sample, sample.raw)


@rule(
    "O11.6",
    "no other family has a label of its own name",
    OM,
    "openmetrics",
    swap('every_asked{value="true"}', 'every_asked{every_asked="true"}'),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.family and sample.family.kind != "stateset" and sample.label(sample.family.name) is not None:
            yield at(sample, sample.raw)


def quantiles(exposition):
    return [sample for family in exposition.of("summary") for sample in family.samples if sample.name == family.name]


@rule("O12.1", "quantiles are within 0 and 1", OM, "openmetrics", swap('quantile="1.0"', 'quantile="1.5"'))
def _(exposition):
    for sample in quantiles(exposition):
        if not 0 <= (number(sample.label("quantile")) if sample.label("quantile") else -1) <= 1:
            yield at(sample, sample.raw)


@rule(
    "O12.2",
    "what they are is not negative",
    OM,
    "openmetrics",
    lambda text: re.sub(r'(value="true",quantile="1.0"\}) ', r"\1 -", text),
)
def _(exposition):
    for sample in quantiles(exposition):
        if sample.value.startswith("-"):
            yield at(sample, sample.raw)


@rule(
    "O12.3",
    "without observations, they are NaN",
    OM,
    "openmetrics",
    swap('value="false",quantile="0.5"} NaN', 'value="false",quantile="0.5"} 0'),
)
def _(exposition):
    counts = {
        (sample.family.name, sample.apart_from("quantile")): sample.value
        for family in exposition.of("summary")
        for sample in family.samples
        if sample.name.endswith("_count")
    }
    for sample in quantiles(exposition):
        if counts.get((sample.family.name, sample.apart_from("quantile"))) == "0" and sample.value != "NaN":
            yield at(sample, sample.raw)


@rule(
    "O12.4",
    "a count is a whole number",
    OM,
    "openmetrics",
    lambda text: re.sub(r"(every_reply_bytes_count\{\S+ \d+)", r"\1.5", text),
)
def _(exposition):
    for family in exposition.of("summary"):
        for sample in family.samples:
            if sample.name == family.name + "_count" and not sample.value.isdigit():
                yield at(sample, sample.raw)


@rule(
    "O12.5",
    "greater quantiles are not smaller",
    OM,
    "openmetrics",
    lambda text: re.sub(r'(value="true",quantile="1.0"\}) \S+', r"\1 0", text),
)
def _(exposition):
    for family in exposition.of("summary"):
        for labels, samples in family.rows("quantile").items():
            values = [sample.number for sample in samples if sample.name == family.name and sample.value != "NaN"]
            if None not in values and values != sorted(values):
                yield f"{family.name}{dict(labels)}: {values}"


@rule("O13.1", "no `_created` unless asked for", PG, "openmetrics", append("every_tick_created 1700000000\n"))
def _(exposition):
    for sample in exposition.samples:
        if sample.name.endswith("_created"):
            yield at(sample, sample.raw)


@rule(
    "O14.1",
    "the strict parser of Prometheus' Python client takes it",
    OM,
    "openmetrics",
    swap("# TYPE every_level gauge", "# TYPE every_level untyped"),
)
def _(exposition):
    from exposition import read_openmetrics

    try:
        read_openmetrics(exposition.text)
    except ValueError as error:
        yield f"{error}"
