"""Decodes the protobuf format with Google's own library: the messages of prometheus/client_model's `metrics.proto`, declared here
a second time, and what a server makes of them."""

import math

from exposition import sys  # its path: packages are in the judges' virtual environment

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

CONTENT_TYPE = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"

FIELD = descriptor_pb2.FieldDescriptorProto
KINDS = {"string": FIELD.TYPE_STRING, "double": FIELD.TYPE_DOUBLE, "uint64": FIELD.TYPE_UINT64, "int64": FIELD.TYPE_INT64,
         "sint64": FIELD.TYPE_SINT64, "sint32": FIELD.TYPE_SINT32, "uint32": FIELD.TYPE_UINT32, "int32": FIELD.TYPE_INT32}
TYPES = {"COUNTER": 0, "GAUGE": 1, "SUMMARY": 2, "UNTYPED": 3, "HISTOGRAM": 4, "GAUGE_HISTOGRAM": 5}

# name: (number, type), and `*` for what is repeated.
MESSAGES = {
    "Timestamp": {"seconds": (1, "int64"), "nanos": (2, "int32")},
    "LabelPair": {"name": (1, "string"), "value": (2, "string")},
    "Gauge": {"value": (1, "double")},
    "Exemplar": {"label": (1, "*LabelPair"), "value": (2, "double"), "timestamp": (3, "Timestamp")},
    "Counter": {"value": (1, "double"), "exemplar": (2, "Exemplar"), "created_timestamp": (3, "Timestamp")},
    "Quantile": {"quantile": (1, "double"), "value": (2, "double")},
    "Summary": {"sample_count": (1, "uint64"), "sample_sum": (2, "double"), "quantile": (3, "*Quantile"),
                "created_timestamp": (4, "Timestamp")},
    "Untyped": {"value": (1, "double")},
    "Bucket": {"cumulative_count": (1, "uint64"), "cumulative_count_float": (4, "double"), "upper_bound": (2, "double"),
               "exemplar": (3, "Exemplar")},
    "BucketSpan": {"offset": (1, "sint32"), "length": (2, "uint32")},
    "Histogram": {"sample_count": (1, "uint64"), "sample_count_float": (4, "double"), "sample_sum": (2, "double"),
                  "bucket": (3, "*Bucket"), "created_timestamp": (15, "Timestamp"), "schema": (5, "sint32"),
                  "zero_threshold": (6, "double"), "zero_count": (7, "uint64"), "zero_count_float": (8, "double"),
                  "negative_span": (9, "*BucketSpan"), "negative_delta": (10, "*sint64"), "negative_count": (11, "*double"),
                  "positive_span": (12, "*BucketSpan"), "positive_delta": (13, "*sint64"), "positive_count": (14, "*double"),
                  "exemplars": (16, "*Exemplar")},
    "Metric": {"label": (1, "*LabelPair"), "gauge": (2, "Gauge"), "counter": (3, "Counter"), "summary": (4, "Summary"),
               "untyped": (5, "Untyped"), "histogram": (7, "Histogram"), "timestamp_ms": (6, "int64")},
    "MetricFamily": {"name": (1, "string"), "help": (2, "string"), "type": (3, "MetricType"), "metric": (4, "*Metric"),
                     "unit": (5, "string")},
}
PACKAGE = "io.prometheus.client"


def family_class():
    file = descriptor_pb2.FileDescriptorProto(name="metrics.proto", package=PACKAGE, syntax="proto2")
    types = file.enum_type.add(name="MetricType")
    for name, number in TYPES.items():
        types.value.add(name=name, number=number)
    for message, fields in MESSAGES.items():
        described = file.message_type.add(name=message)
        for name, (number, kind) in fields.items():
            field = described.field.add(name=name, number=number)
            field.label = FIELD.LABEL_REPEATED if kind.startswith("*") else FIELD.LABEL_OPTIONAL
            kind = kind.removeprefix("*")
            if kind in KINDS:
                field.type = KINDS[kind]
            else:
                field.type = FIELD.TYPE_ENUM if kind == "MetricType" else FIELD.TYPE_MESSAGE
                field.type_name = f".{PACKAGE}.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file) if hasattr(pool, "Add") else pool.AddSerializedFile(file.SerializeToString())
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{PACKAGE}.MetricFamily"))


FAMILY = family_class()


def read_protobuf(body):
    """The families of an exposition; ValueError for bytes that are none, and for a field that nobody knows."""
    families, at = [], 0
    while at < len(body):
        length, shift = 0, 0
        while True:
            byte = body[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
            if shift > 28:
                raise ValueError("a length of more than five bytes")
        if at + length > len(body):
            raise ValueError("the last family is not complete")
        family = FAMILY.FromString(body[at:at + length])
        if family.FindInitializationErrors() or family.SerializeToString() == b"":
            raise ValueError(f"no family at byte {at}")
        families.append(family)
        at += length
    return families


def labels(metric, **more):
    pairs = [(pair.name, pair.value) for pair in metric.label]
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"a label twice: {pairs}")
    return frozenset([*pairs, *more.items()])


def series(families):
    """(sample name, labels) -> value, as a server makes them; ValueError for a series that is there twice."""
    found = {}

    def add(name, key, value):
        if (name, key) in found:
            raise ValueError(f"series twice: {name} {key}")
        found[name, key] = value

    for family in families:
        kind = next(name for name, number in TYPES.items() if number == family.type).lower()
        for metric in family.metric:
            set_fields = {field.name for field, _ in metric.ListFields()} - {"label"}
            if set_fields != {kind}:
                raise ValueError(f"{family.name} is a {kind}, and has {set_fields}")
            if kind in ("counter", "gauge", "untyped"):
                add(family.name, labels(metric), getattr(metric, kind).value)
            else:
                value = getattr(metric, kind)
                add(f"{family.name}_count", labels(metric), value.sample_count)
                add(f"{family.name}_sum", labels(metric), value.sample_sum)
            if kind == "summary":
                for quantile in value.quantile:
                    add(family.name, labels(metric, quantile=str(quantile.quantile)), quantile.value)
            if kind == "histogram":
                buckets = [(bucket.upper_bound, bucket.cumulative_count) for bucket in value.bucket]
                if buckets != sorted(buckets):
                    raise ValueError(f"{family.name} has buckets {buckets}")
                if not buckets or not math.isinf(buckets[-1][0]):
                    buckets.append((math.inf, value.sample_count))
                for bound, count in buckets:
                    bound = "+Inf" if math.isinf(bound) else str(bound)
                    add(f"{family.name}_bucket", labels(metric, le=bound), count)
    return found


def native(histogram):
    """The exponential buckets of a histogram, as {index: count} above and below zero; ValueError where a server would give
    the scrape up."""
    sides = []
    for spans, deltas in ((histogram.positive_span, histogram.positive_delta),
                          (histogram.negative_span, histogram.negative_delta)):
        if sum(span.length for span in spans) != len(deltas):
            raise ValueError("spans and deltas disagree")
        if any(span.offset < 0 for span in spans[1:]):
            raise ValueError("a span begins before the end of the one before it")
        buckets, index, count, rest = {}, 0, 0, iter(deltas)
        for span in spans:
            index += span.offset
            for _ in range(span.length):
                count += next(rest)
                if count < 0:
                    raise ValueError("fewer than none in a bucket")
                buckets[index] = count
                index += 1
        sides.append({index: count for index, count in buckets.items() if count})
    positive, negative = sides
    total = histogram.zero_count + sum(positive.values()) + sum(negative.values())
    if total != histogram.sample_count:
        raise ValueError(f"{total} observations in buckets, and a count of {histogram.sample_count}")
    return positive, negative
