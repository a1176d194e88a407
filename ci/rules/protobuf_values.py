"""P: protobuf: times, buckets, exemplars and numbers."""

import math
import time

from . import CM, OM, SC, rule
from .declared import EXEMPLARS
from .protobuf_format import change, change_family, kind, named, values


def exemplars(families):
    """Those of counters and classic buckets, with the bucket's bounds; and those of native histograms."""
    for name, counter in values(families, "counter"):
        if counter.HasField("exemplar"):
            yield name, counter.exemplar, (-math.inf, math.inf)
    for name, histogram in values(families, "histogram"):
        below = -math.inf
        for bucket in histogram.bucket:
            if bucket.HasField("exemplar"):
                yield name, bucket.exemplar, (below, bucket.upper_bound)
            below = bucket.upper_bound
        for exemplar in histogram.exemplars:
            yield name, exemplar, (-math.inf, math.inf)


@rule(
    "P3.1",
    "no time stamps: 0 would mean none",
    SC,
    "protobuf",
    change("every_level", lambda metric: setattr(metric, "timestamp_ms", 1)),
)
def _(families):
    for family in families:
        if any(metric.HasField("timestamp_ms") for metric in family.metric):
            yield family.name


def stamps(families):
    for name, value in values(families, "counter", "histogram", "summary"):
        if value.HasField("created_timestamp"):
            yield name, value.created_timestamp
    for name, exemplar, _ in exemplars(families):
        yield name, exemplar.timestamp


@rule(
    "P3.2",
    "nanoseconds are between 0 and 1e9",
    CM,
    "protobuf",
    change("every_tick_total", lambda metric: setattr(metric.counter.created_timestamp, "nanos", 10**9)),
)
def _(families):
    for name, stamp in stamps(families):
        if not 0 <= stamp.nanos < 10**9:
            yield f"{name}: {stamp.nanos}"


@rule(
    "P3.3",
    "times are not long ago, and not to come",
    CM,
    "protobuf",
    change("every_tick_total", lambda metric: setattr(metric.counter.created_timestamp, "seconds", 5)),
)
def _(families):
    for name, stamp in stamps(families):
        if not -86_400 < stamp.seconds - time.time() < 60:
            yield f"{name}: {stamp.seconds}"


@rule(
    "P3.4",
    "what only grows says since when it counts",
    CM,
    "protobuf",
    change("every_tick_total", lambda metric: metric.counter.ClearField("created_timestamp")),
)
def _(families):
    for name, value in values(families, "counter", "histogram", "summary"):
        if not value.HasField("created_timestamp"):
            yield name


@rule(
    "P4.1",
    "bounds of buckets ascend",
    CM,
    "protobuf",
    change("every_size", lambda metric: setattr(metric.histogram.bucket[1], "upper_bound", -5)),
)
def _(families):
    for name, histogram in values(families, "histogram"):
        bounds = [bucket.upper_bound for bucket in histogram.bucket]
        if bounds != sorted(set(bounds)):
            yield f"{name}: {bounds}"


@rule(
    "P4.2",
    "buckets are cumulative",
    CM,
    "protobuf",
    change("every_size", lambda metric: setattr(metric.histogram.bucket[1], "cumulative_count", 10**6)),
)
def _(families):
    for name, histogram in values(families, "histogram"):
        counts = [bucket.cumulative_count for bucket in histogram.bucket]
        if counts != sorted(counts):
            yield f"{name}: {counts}"


@rule(
    "P4.3",
    "no bucket counts more than the histogram",
    CM,
    "protobuf",
    change("every_size", lambda metric: setattr(metric.histogram, "sample_count", 1)),
)
def _(families):
    for name, histogram in values(families, "histogram"):
        if any(bucket.cumulative_count > histogram.sample_count for bucket in histogram.bucket):
            yield name


@rule(
    "P4.4",
    "a bucket that ends at infinity is the count",
    CM,
    "protobuf",
    change("every_size", lambda metric: metric.histogram.bucket.add(upper_bound=math.inf, cumulative_count=3)),
)
def _(families):
    for name, histogram in values(families, "histogram"):
        for bucket in histogram.bucket:
            if math.isinf(bucket.upper_bound) and bucket.cumulative_count != histogram.sample_count:
                yield name


@rule(
    "P4.5",
    "counts are integers, never floats",
    CM,
    "protobuf",
    change("every_size", lambda metric: setattr(metric.histogram, "sample_count_float", 1)),
)
def _(families):
    for name, histogram in values(families, "histogram"):
        floats = [field.name for field, _ in histogram.ListFields() if field.name.endswith("_float")]
        if floats or any(bucket.HasField("cumulative_count_float") for bucket in histogram.bucket):
            yield f"{name}: {floats}"


@rule(
    "P4.6",
    "an exemplar is in its bucket",
    OM,
    "protobuf",
    lambda families: [
        setattr(bucket.exemplar, "value", 9.5)
        for metric in named(families, "every_answer_seconds").metric
        for bucket in metric.histogram.bucket
        if bucket.HasField("exemplar")
    ],
)
def _(families):
    for name, exemplar, (below, bound) in exemplars(families):
        if not below < exemplar.value <= bound:
            yield f"{name}: {exemplar.value}"


@rule(
    "P4.7",
    "names and values of an exemplar have at most 128 characters together",
    OM,
    "protobuf",
    lambda families: next(exemplars(families))[1].label.add(name="a", value="x" * 128),
)
def _(families):
    for name, exemplar, _ in exemplars(families):
        if sum(len(pair.name) + len(pair.value) for pair in exemplar.label) > 128:
            yield name


@rule(
    "P4.8",
    "what remembers has exemplars",
    OM,
    "protobuf",
    lambda families: [metric.counter.ClearField("exemplar") for metric in named(families, "every_request_total").metric],
)
def _(families):
    found = {name.removesuffix("_total") for name, _, _ in exemplars(families)}
    if not EXEMPLARS <= found:
        yield f"none on {EXEMPLARS - found}"


@rule(
    "P5.1",
    "no gauge histograms, which Prometheus mangles before 2.45, and nothing untyped",
    SC,
    "protobuf",
    change_family("every_size", type=5),
)
def _(families):
    for family in families:
        if kind(family) in ("gauge_histogram", "untyped"):
            yield family.name


@rule(
    "P6.1",
    "a counter is neither NaN, nor infinite, nor negative",
    OM,
    "protobuf",
    change("every_tick_total", lambda metric: setattr(metric.counter, "value", -1)),
)
def _(families):
    for name, counter in values(families, "counter"):
        if not 0 <= counter.value < math.inf:
            yield f"{name}: {counter.value}"


@rule(
    "P6.2",
    "quantiles ascend within 0 and 1, and what they are is not negative",
    OM,
    "protobuf",
    change("every_quantile_of_seconds", lambda metric: setattr(metric.summary.quantile[1], "quantile", 2)),
)
def _(families):
    for name, summary in values(families, "summary"):
        quantiles = [quantile.quantile for quantile in summary.quantile]
        if (
            quantiles != sorted(set(quantiles))
            or any(not 0 <= at <= 1 for at in quantiles)
            or any(q.value < 0 for q in summary.quantile)
        ):
            yield f"{name}: {quantiles}"
