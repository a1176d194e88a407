"""N: native histograms."""

import math
from fractions import Fraction

from . import CM, NH, SC, rule
from .declared import BOTH, NATIVE
from .protobuf_format import change, named, values

SIDES = [("positive_span", "positive_delta", "positive_count"), ("negative_span", "negative_delta", "negative_count")]
USED = "every_both_seconds"


def natives(families):
    return [(name, histogram) for name, histogram in values(families, "histogram") if histogram.HasField("schema")]


def populations(histogram):
    """{index: count} above and below zero, as far as spans and deltas agree."""
    sides = []
    for spans, deltas, _ in SIDES:
        counts, index, count, rest = {}, 0, 0, iter(getattr(histogram, deltas))
        for span in getattr(histogram, spans):
            index += span.offset
            for _ in range(span.length):
                count += next(rest, 0)
                counts[index] = count
                index += 1
        sides.append(counts)
    return sides


def holds(index, schema, value):
    """Whether the bucket holds a number: base^(i-1) < value <= base^i, exactly, with base = 2^(2^-schema)."""
    step, exact = 2 ** max(schema, 0), Fraction(value)

    def bound(i):
        return Fraction(2) ** (i if schema >= 0 else i * 2**-schema)

    return bound(index - 1) < exact**step <= bound(index)


@rule(
    "N1.1",
    "schemas are -4 to 8: Prometheus 2.42 ends at a 9",
    NH,
    "protobuf",
    change(USED, lambda metric: setattr(metric.histogram, "schema", 9)),
)
def _(families):
    for name, histogram in natives(families):
        if not -4 <= histogram.schema <= 8:
            yield f"{name}: {histogram.schema}"


@rule(
    "N1.2",
    "what is declared native is, and nothing else",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.ClearField("schema")),
)
def _(families):
    found = {name for name, _ in natives(families)}
    if found != set(NATIVE):
        yield f"{found ^ set(NATIVE)}"


@rule("N1.3", "no finer than declared", NH, "protobuf", change(USED, lambda metric: setattr(metric.histogram, "schema", 8)))
def _(families):
    for name, histogram in natives(families):
        if name in NATIVE and histogram.schema > NATIVE[name][0]:
            yield f"{name}: {histogram.schema}"


@rule(
    "N3.1",
    "the zero threshold is as declared",
    NH,
    "protobuf",
    change(USED, lambda metric: setattr(metric.histogram, "zero_threshold", 1)),
)
def _(families):
    for name, histogram in natives(families):
        if name in NATIVE and histogram.zero_threshold != NATIVE[name][1]:
            yield f"{name}: {histogram.zero_threshold}"


@rule(
    "N3.2",
    "zero count and threshold are written",
    CM,
    "protobuf",
    change(USED, lambda metric: metric.histogram.ClearField("zero_count")),
)
def _(families):
    for name, histogram in natives(families):
        if not histogram.HasField("zero_count") or not histogram.HasField("zero_threshold"):
            yield name


@rule(
    "N4.1", "spans and deltas agree", NH, "protobuf", change(USED, lambda metric: metric.histogram.positive_delta.append(0))
)
def _(families):
    for name, histogram in natives(families):
        for spans, deltas, _ in SIDES:
            if sum(span.length for span in getattr(histogram, spans)) != len(getattr(histogram, deltas)):
                yield f"{name}: {spans}"


@rule(
    "N4.2",
    "no span begins before the end of the one before it",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.positive_span.add(offset=-1, length=0)),
)
def _(families):
    for name, histogram in natives(families):
        for spans, _, _ in SIDES:
            if any(span.offset < 0 for span in getattr(histogram, spans)[1:]):
                yield f"{name}: {spans}"


@rule(
    "N4.3",
    "deltas only, and no floats beside them",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.positive_count.append(1)),
)
def _(families):
    for name, histogram in natives(families):
        if any(getattr(histogram, counts) for _, _, counts in SIDES) or histogram.HasField("zero_count_float"):
            yield name


@rule(
    "N4.4",
    "no bucket has fewer than none",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.positive_delta.__setitem__(0, -1)),
)
def _(families):
    for name, histogram in natives(families):
        if any(count < 0 for side in populations(histogram) for count in side.values()):
            yield name


@rule(
    "N4.5",
    "no empty span, but for the one that says that this is native",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.positive_span.add(offset=1, length=0)),
)
def _(families):
    for name, histogram in natives(families):
        for spans, _, _ in SIDES:
            lengths = [span.length for span in getattr(histogram, spans)]
            if 0 in lengths and lengths != [0]:
                yield name


@rule(
    "N4.6",
    "no gap of one or two empty buckets costs a span",
    NH,
    "protobuf",
    change(
        USED,
        lambda metric: (metric.histogram.positive_span.add(offset=1, length=1), metric.histogram.positive_delta.append(0)),
    ),
)
def _(families):
    for name, histogram in natives(families):
        for spans, _, _ in SIDES:
            if any(span.offset in (0, 1, 2) for span in getattr(histogram, spans)[1:]):
                yield name


@rule(
    "N5.1",
    "the count is zero count and buckets together, exactly, or the whole scrape is lost",
    SC,
    "protobuf",
    change(USED, lambda metric: setattr(metric.histogram, "sample_count", 5)),
)
def _(families):
    for name, histogram in natives(families):
        total = histogram.zero_count + sum(sum(side.values()) for side in populations(histogram))
        if total != histogram.sample_count and not math.isnan(histogram.sample_sum):
            yield f"{name}: {total} and {histogram.sample_count}"


@rule(
    "N6.1",
    "one without observations is known as native by its threshold or by an empty span",
    CM,
    "protobuf",
    change("every_idle_seconds", lambda metric: metric.histogram.ClearField("positive_span")),
)
def _(families):
    for name, histogram in natives(families):
        if not histogram.zero_threshold and not any(getattr(histogram, spans) for spans, _, _ in SIDES):
            yield name


@rule(
    "N7.1",
    "exemplars have a time, or they are dropped",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.exemplars[0].ClearField("timestamp")),
)
def _(families):
    for name, histogram in natives(families):
        if not all(exemplar.HasField("timestamp") for exemplar in histogram.exemplars):
            yield name


@rule(
    "N7.2",
    "an exemplar's value is in a bucket that is not empty",
    NH,
    "protobuf",
    change(USED, lambda metric: setattr(metric.histogram.exemplars[0], "value", 1e9)),
)
def _(families):
    for name, histogram in natives(families):
        positive, negative = populations(histogram)
        for exemplar in histogram.exemplars:
            side = positive if exemplar.value > 0 else negative
            in_zero = abs(exemplar.value) <= histogram.zero_threshold
            if not in_zero and not any(
                count and holds(index, histogram.schema, abs(exemplar.value)) for index, count in side.items()
            ):
                yield f"{name}: {exemplar.value}"


@rule(
    "N7.3",
    "there is one exemplar for each classic bucket at most",
    NH,
    "protobuf",
    change(USED, lambda metric: [metric.histogram.exemplars.append(metric.histogram.exemplars[0]) for _ in range(20)]),
)
def _(families):
    for name, histogram in natives(families):
        if len(histogram.exemplars) > len(BOTH.get(name, [])) + 1:
            yield f"{name}: {len(histogram.exemplars)}"


@rule(
    "N8.1",
    "no more buckets than declared",
    NH,
    "protobuf",
    change(
        USED,
        lambda metric: (
            metric.histogram.positive_span.add(offset=3, length=30),
            metric.histogram.positive_delta.extend([1] + [0] * 29),
        ),
    ),
)
def _(families):
    for name, histogram in natives(families):
        used = sum(1 for side in populations(histogram) for count in side.values() if count)
        if name in NATIVE and used > NATIVE[name][2]:
            yield f"{name}: {used}"


@rule(
    "N8.2",
    "classic buckets are there where they are declared, and only there",
    NH,
    "protobuf",
    change(USED, lambda metric: metric.histogram.ClearField("bucket")),
)
def _(families):
    for name, histogram in natives(families):
        bounds = [bucket.upper_bound for bucket in histogram.bucket if not math.isinf(bucket.upper_bound)]
        if bounds != BOTH.get(name, []):
            yield f"{name}: {bounds}"


@rule(
    "N8.3",
    "classic and native buckets count the same",
    NH,
    "protobuf",
    change(USED, lambda metric: setattr(metric.histogram.bucket[-1], "cumulative_count", metric.histogram.sample_count + 5)),
)
def _(families):
    for name, histogram in natives(families):
        if histogram.bucket and histogram.bucket[-1].cumulative_count > histogram.sample_count:
            yield name


@rule(
    "N8.4",
    "a histogram on both sides of zero has buckets on both",
    NH,
    "protobuf",
    lambda families: named(families, "every_offset_seconds").metric[0].histogram.ClearField("negative_span"),
)
def _(families):
    for name, histogram in natives(families):
        if name == "every_offset_seconds" and not (
            histogram.positive_span and histogram.negative_span and histogram.zero_count
        ):
            yield name
