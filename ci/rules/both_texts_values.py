"""R: values, order and reserved names in both text formats."""

import re

from . import EF, OM, SC, WC, XF, append, rule, swap
from .both_texts import at
from .declared import EVERY, in_text
from .grammar import SUFFIXES

CANONICAL = re.compile(r"-?\d+\.\d+|-?\d(\.\d*[1-9])?e[+-]\d{2,3}|[+-]Inf")


@rule(
    "R9.1",
    "values are decimal numbers: no hexadecimal digits, no underscores",
    SC,
    "texts",
    swap("every_asked_for_total 7", "every_asked_for_total 0x7"),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.number is None:
            yield at(sample, sample.value)


@rule("R9.2", "infinity and NaN are `+Inf`, `-Inf`, `NaN`", EF, "texts", swap("} +Inf\n", "} inf\n"))
def _(exposition):
    for sample in exposition.samples:
        if re.search("[a-df-zA-DF-Z]", sample.value) and sample.value not in ("+Inf", "-Inf", "NaN"):
            yield at(sample, sample.value)


@rule("R9.3", "no sign before a positive number", SC, "texts", swap("every_asked_for_total 7", "every_asked_for_total +7"))
def _(exposition):
    for sample in exposition.samples:
        if sample.value.startswith("+") and sample.value != "+Inf":
            yield at(sample, sample.value)


@rule("R10.1", "integers are whole, beyond 2^53 too", OM, "texts", swap("9007199254740993", "9007199254740992"))
def _(exposition):
    found = [sample.value for sample in exposition.samples if sample.name == "every_tick_total"]
    if found != ["9007199254740993"]:
        yield f"{found}"


@rule(
    "R10.2",
    "a float has no more digits than tell it from others",
    XF,
    "texts",
    swap('every_asked{value="true"} 1.5\n', 'every_asked{value="true"} 1.50000000000000000001\n'),
)
def _(exposition):
    for sample in exposition.samples:
        digits = re.sub(r"e.*|[-+.]", "", sample.value).strip("0")
        if sample.number is not None and "." in sample.value and len(digits) > 20:
            yield at(sample, sample.value)


@rule("R11.1", "no time stamps", OM, "texts", swap("every_asked_for_total 7", "every_asked_for_total 7 1700000000"))
def _(exposition):
    for sample in exposition.samples:
        if sample.time is not None:
            yield at(sample, sample.time)


@rule(
    "R12.1",
    "labels come in one order in all series of a sample",
    OM,
    "texts",
    lambda text: re.sub(r'(every_request_total)\{(\w+="GET"),(\w+="4xx")\}', r"\1{\3,\2}", text),
)
def _(exposition):
    orders = {}
    for sample in exposition.samples:
        names = [name for name, _ in sample.labels]
        for one, other in zip(names, names[1:]):
            if orders.setdefault((sample.name, frozenset((one, other))), one) != one:
                yield at(sample, sample.raw)


@rule("R13.1", "every series is there, also one that nothing happened to", WC, "texts", swap("every_open{", "other_open{"))
def _(exposition):
    for name, declared in EVERY.items():
        told = in_text(name, declared.kind)[0] if exposition.kind == "text" else name
        family = exposition.families.get(told)
        rows = len({sample.apart_from("le") - sample_quantile(sample) for sample in family.samples}) if family else 0
        if rows != declared.series:
            yield f"{rows} label sets of {name}, not {declared.series}"


def sample_quantile(sample):
    return frozenset(pair for pair in sample.labels if pair[0] == "quantile")


@rule("R14.1", "no labels of the target", WC, "texts", swap('{odd="', '{job="x",odd="'))
def _(exposition):
    for sample in exposition.samples:
        if sample.label("job") or sample.label("instance"):
            yield at(sample, sample.raw)


@rule(
    "R14.2",
    "no label that all series have",
    OM,
    "texts",
    lambda text: re.sub(r"^([a-z]\w*)(?:\{|( ))", lambda f: f[1] + '{env="x"' + ("} " if f[2] else ","), text, flags=re.M),
)
def _(exposition):
    shared = set.intersection(*(set(sample.labels) for sample in exposition.samples)) if exposition.samples else ()
    for label in shared:
        yield f"{label}"


@rule(
    "R15.1",
    "names of samples of two families never meet",
    OM,
    "texts",
    append("# HELP every_wait_seconds_count X.\n# TYPE every_wait_seconds_count gauge\nevery_wait_seconds_count 1\n"),
)
def _(exposition):
    owners = {}
    for family in exposition.families.values():
        for suffix in SUFFIXES[exposition.kind].get(family.kind, [""]):
            other = owners.setdefault(family.name + suffix, family.name)
            if other != family.name:
                yield f"{family.name + suffix} is of {other} and of {family.name}"


@rule(
    "R15.2",
    "no family is called like another one and `_total`",
    OM,
    "texts",
    append("# HELP every_level_total X.\n# TYPE every_level_total gauge\nevery_level_total 1\n"),
)
def _(exposition):
    for name in exposition.families:
        if name.removesuffix("_total") != name and name.removesuffix("_total") in exposition.families:
            yield name


def reserved(label, kind, suffix):
    def check(exposition):
        for sample in exposition.samples:
            is_there = sample.label(label) is not None
            if is_there and not (
                sample.family and sample.family.kind == kind and sample.name == sample.family.name + suffix
            ):
                yield at(sample, sample.raw)

    return check


rule("R16.1", "`le` is for buckets", OM, "texts", swap('{odd="', '{le="1.0",odd="'))(reserved("le", "histogram", "_bucket"))
rule("R16.2", "`quantile` is for summaries", OM, "texts", swap('{odd="', '{quantile="1.0",odd="'))(
    reserved("quantile", "summary", "")
)


@rule("R16.3", "`up` and `scrape_*` are the server's", WC, "texts", append("# HELP up X.\n# TYPE up gauge\nup 1\n"))
def _(exposition):
    for sample in exposition.samples:
        if sample.name == "up" or sample.name.startswith("scrape_"):
            yield at(sample, sample.name)


def canonical(label):
    def check(exposition):
        for sample in exposition.samples:
            value = sample.label(label)
            if value is not None and not CANONICAL.fullmatch(value):
                yield at(sample, value)

    return check


rule("R20.1", "`le` is a canonical number, the same in both formats", OM, "texts", swap('le="1.0"', 'le="1"'))(
    canonical("le")
)
rule("R20.2", "so is `quantile`", OM, "texts", swap('quantile="1.0"', 'quantile="1"'))(canonical("quantile"))


@rule(
    "R20.3",
    "exponents begin at 1e+06 and below 0.0001, as Go writes them",
    OM,
    "texts",
    swap('le="1e+06"', 'le="1000000.0"'),
)
def _(exposition):
    for sample in exposition.samples:
        bound = sample.label("le") or "0.0"
        magnitude = abs(float(bound)) if CANONICAL.fullmatch(bound) else 0.0
        if ("e" in bound) != (magnitude not in (0.0, float("inf")) and not 1e-4 <= magnitude < 1e6):
            yield at(sample, bound)
