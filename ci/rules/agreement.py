"""A: what an idle program says is the same in all formats, and in the same order each time."""

import math
import time
from collections import namedtuple

import protobuf

from . import NH, OM, SC, XF, rule
from .declared import EVERY, FALLING, NATIVE, in_text
from .grammar import Exposition, number, unescape

# Each format once, OpenMetrics with `_created`, and each text a second time.
Taken = namedtuple("Taken", "text openmetrics created text_again openmetrics_again protobuf")


def edited(field, edit):
    """A defect: one of the expositions, edited."""

    def broken(taken):
        old = getattr(taken, field)
        text = edit(old.text)
        assert text != old.text, "nothing was broken"
        return taken._replace(**{field: Exposition(text.encode("utf-8", "surrogateescape"), old.kind)})

    return broken


def replaced(field, old, new):
    return edited(field, lambda text: text.replace(old, new, 1))


def ours(exposition):
    """Samples that are about what was recorded, and not about the process and its scrapes."""
    return [sample for sample in exposition.samples if sample.name.startswith(("every_", "foreign_"))]


@rule("A1.1", "both texts have the same series", SC, "agreement", replaced("openmetrics", "every_asked_for_total 7\n", ""))
def _(taken):
    text, openmetrics = ({sample.key for sample in ours(each)} for each in (taken.text, taken.openmetrics))
    left_out = {key for key in text if key[0].removesuffix("_sum").removesuffix("_count") in FALLING}
    for name, labels in (text - left_out) ^ openmetrics:
        yield f"{name} {dict(labels)}"


@rule(
    "A1.2",
    "with the same values, digit by digit",
    SC,
    "agreement",
    replaced("openmetrics", "every_asked_for_total 7\n", "every_asked_for_total 7.0\n"),
)
def _(taken):
    text, openmetrics = ({sample.key: sample.value for sample in ours(each)} for each in (taken.text, taken.openmetrics))
    for key in text.keys() & openmetrics.keys():
        if text[key] != openmetrics[key]:
            yield f"{key[0]}: {text[key]} and {openmetrics[key]}"


@rule(
    "A1.3",
    "spelled the same, so that a server finds its series again",
    SC,
    "agreement",
    replaced("openmetrics", 'le="1.0"', 'le="1.00"'),
)
def _(taken):
    text, openmetrics = (
        {sample.raw.partition("} ")[0] for sample in ours(each) if sample.raw_labels}
        for each in (taken.text, taken.openmetrics)
    )
    for raw in openmetrics - text:
        yield raw


@rule(
    "A1.4", "both texts have the same help", XF, "agreement", replaced("text", "A gauge of integers.", "A gauge of things.")
)
def _(taken):
    for name, declared in EVERY.items():
        text = taken.text.families.get(in_text(name, declared.kind)[0])
        openmetrics = taken.openmetrics.families.get(name)
        told = [(each and each.help or "").replace('\\"', '"') for each in (text, openmetrics)]
        if told[0] != told[1]:
            yield f"{name}: {told}"


@rule(
    "A1.5",
    "families come in the same order",
    OM,
    "agreement",
    edited("text", lambda text: text[text.index("# HELP every_tick") :] + text[: text.index("# HELP every_tick")]),
)
def _(taken):
    orders = []
    for each in (taken.text, taken.openmetrics):
        orders.append(
            [name for name in dict.fromkeys(sample.name for sample in ours(each)) if name.endswith(("_total", "_info"))]
        )
    if orders[0] != orders[1]:
        yield f"{orders}"


def again(field):
    def check(taken):
        one, other = getattr(taken, field), getattr(taken, field + "_again")
        if [sample.raw for sample in ours(one)] != [sample.raw for sample in ours(other)]:
            yield "two scrapes of an idle program differ"

    return check


rule(
    "A2.1",
    "the text of an idle program stays as it is",
    OM,
    "agreement",
    replaced("text_again", "every_asked_for_total 7", "every_asked_for_total 8"),
)(again("text"))
rule(
    "A2.2",
    "so does its OpenMetrics",
    OM,
    "agreement",
    replaced("openmetrics_again", "every_asked_for_total 7", "every_asked_for_total 8"),
)(again("openmetrics"))


@rule(
    "A3.1",
    "protobuf has the series of the text, and its values",
    SC,
    "agreement",
    replaced("text", "every_asked_for_total 7", "every_asked_for_total 8"),
)
def _(taken):
    decoded = {
        (name, bounds(labels)): value
        for (name, labels), value in protobuf.series(taken.protobuf).items()
        if name.startswith(("every_", "foreign_"))
    }
    text = {(sample.name, bounds(sample.labels)): sample.number for sample in ours(taken.text)}
    for key in decoded.keys() | text.keys():
        one, other = decoded.get(key), text.get(key)
        if (
            one is None
            or other is None
            or not (one == other or math.isclose(one, other, rel_tol=1e-12) or one != one and other != other)
        ):
            yield f"{key[0]} {dict(key[1])}: {one} and {other}"


def bounds(labels):
    return frozenset((name, number(value) if name in ("le", "quantile") else value) for name, value in labels if value)


@rule(
    "A3.2",
    "protobuf has the help of the text",
    XF,
    "agreement",
    replaced("text", "A gauge of integers.", "A gauge of things."),
)
def _(taken):
    for family in taken.protobuf:
        text = taken.text.families.get(family.name)
        if family.name.startswith("every_") and (not text or unescape(text.help or "") != family.help):
            yield f"{family.name}: {family.help}"


@rule(
    "A3.3",
    "a native histogram without classic buckets is a bucket, a sum and a count in text",
    NH,
    "agreement",
    edited(
        "text",
        lambda text: text.replace(
            "every_offset_seconds_sum", 'every_offset_seconds_bucket{le="5.0"} 1\nevery_offset_seconds_sum', 1
        ),
    ),
)
def _(taken):
    for name in NATIVE:
        family = taken.text.families.get(name)
        names = [sample.name.removeprefix(name) for sample in (family.samples if family else [])]
        if (
            name != "every_both_seconds"
            and set(names) != {"_bucket", "_sum", "_count"}
            or name == "every_offset_seconds"
            and len(names) != 3
        ):
            yield f"{name}: {names}"


def created(exposition):
    return [sample for sample in exposition.samples if sample.name.endswith("_created")]


@rule(
    "A4.1",
    "`_created` is for counters, histograms and summaries",
    OM,
    "agreement",
    edited("created", lambda text: text.replace("# EOF", "every_balance_bytes_created 1\n# EOF")),
)
def _(taken):
    for sample in created(taken.created):
        if not sample.family or sample.family.kind not in ("counter", "histogram", "summary"):
            yield sample.raw


@rule(
    "A4.2",
    "each of their label sets has one",
    OM,
    "agreement",
    edited(
        "created", lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("every_tick_created"))
    ),
)
def _(taken):
    for family in taken.created.of("counter", "histogram", "summary"):
        for labels, samples in family.rows("le").items():
            plain = labels - {pair for pair in labels if pair[0] == "quantile"}
            has = [s for s in family.samples if s.name == family.name + "_created" and frozenset(s.labels) == plain]
            if len(has) != 1:
                yield f"{family.name}{dict(plain)}: {len(has)}"


@rule(
    "A4.3",
    "in seconds, and not long ago",
    OM,
    "agreement",
    edited("created", lambda text: text.replace("every_tick_created 1", "every_tick_created 1000", 1)),
)
def _(taken):
    for sample in created(taken.created):
        if sample.number is None or not -86_400 < sample.number - time.time() < 60:
            yield sample.raw


@rule(
    "A4.4",
    "everything else is as without it",
    OM,
    "agreement",
    replaced("created", "every_tick_total ", "every_tick_totals "),
)
def _(taken):
    rest = {sample.key for sample in ours(taken.created)} - {sample.key for sample in created(taken.created)}
    for name, labels in rest ^ {sample.key for sample in ours(taken.openmetrics)}:
        yield f"{name} {dict(labels)}"
