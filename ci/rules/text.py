"""T: the text format 0.0.4."""

import re

from . import EF, OM, SC, WC, append, rule, swap
from .both_texts import at
from .declared import EVERY, MISSING, in_text
from .grammar import Comment, Sample, number

TYPES = ("counter", "gauge", "histogram", "summary", "untyped")
LINE = re.compile(r"# (HELP|TYPE) \S+ .*|[^\s{#]+(\{.*\})? \S+", re.S)


@rule("T1.1", "five types, and no others", EF, "text", swap("every_phase gauge", "every_phase stateset"))
def _(exposition):
    for family in exposition.families.values():
        if family.kind not in TYPES:
            yield f"{family.name} is a {family.kind}"


@rule(
    "T1.2",
    "each family has the name and the type that this format has for it",
    EF,
    "text",
    swap("# TYPE every_about_info gauge", "# TYPE every_about_info untyped"),
)
def _(exposition):
    for name, declared in EVERY.items():
        told, kind = in_text(name, declared.kind)
        family = exposition.families.get(told)
        if not family or family.kind != kind:
            yield f"{told} is {family and family.kind}, not a {kind}"


@rule(
    "T1.3",
    "what failed or never happened is not there at all",
    WC,
    "text",
    append("# HELP lost X.\n# TYPE lost gauge\nlost 0\n"),
)
def _(exposition):
    for name in MISSING:
        if re.search(rf"^(# \w+ )?{name}\b", exposition.text, re.M):
            yield name


@rule("T2.1", "a counter has `_total` in TYPE", EF, "text", swap("# TYPE every_tick_total", "# TYPE every_tick"))
def _(exposition):
    for family in exposition.of("counter"):
        if not family.name.endswith("_total"):
            yield family.name


@rule("T2.2", "and in HELP", EF, "text", swap("# HELP every_tick_total", "# HELP every_tick"))
def _(exposition):
    for comment in exposition.comments:
        if comment.name not in exposition.families:
            yield at(comment, f"{comment.keyword} of {comment.name}, which has no type")


@rule("T3.1", "no exemplars", SC, "text", swap("every_asked_for_total 7", 'every_asked_for_total 7 # {a="b"} 1'))
def _(exposition):
    for sample in exposition.samples:
        if sample.has_mark:
            yield at(sample, sample.raw)


@rule("T3.2", "no UNIT", EF, "text", append("# UNIT every_balance_bytes bytes\n"))
def _(exposition):
    for comment in exposition.comments:
        if comment.keyword == "UNIT":
            yield at(comment, comment.name)


@rule("T3.3", "no `# EOF`, and no other comment", EF, "text", append("# EOF\n"))
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if line.startswith("#") and not re.match("# (HELP|TYPE|UNIT) ", line):
            yield f"line {place}: {line}"


@rule(
    "T3.4",
    "no `_created`",
    OM,
    "text",
    append("# HELP every_tick_created X.\n# TYPE every_tick_created gauge\nevery_tick_created 1\n"),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.name.endswith("_created"):
            yield at(sample, sample.name)


@rule(
    "T4.1",
    "each line is a comment, or a name, labels and a value with single blanks between them",
    EF,
    "text",
    swap("every_asked_for_total 7", "every_asked_for_total  7"),
)
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if line and not LINE.fullmatch(line):
            yield f"line {place}: {line}"


def rows(exposition, suffix):
    """Each label set of a histogram, with its buckets, in order."""
    for family in exposition.of("histogram"):
        for labels, samples in family.rows().items():
            yield f"{family.name}{dict(labels)}", [s for s in samples if s.name == family.name + suffix], family


def histograms(prefix, about):
    """What holds for histograms in both texts: declared for each, with defects of its own."""

    @rule(
        f"{prefix}.1",
        "each histogram has a bucket that ends at infinity, once",
        EF,
        about,
        lambda text: re.sub(r'every_size_bucket\{le="\+Inf"\} \d+\n', "", text),
    )
    def _(exposition):
        for name, buckets, _ in rows(exposition, "_bucket"):
            if [bucket.label("le") for bucket in buckets].count("+Inf") != 1:
                yield name

    @rule(
        f"{prefix}.2",
        "that bucket is the count, where there is one",
        EF,
        about,
        lambda text: re.sub(r"every_size_count \d+", "every_size_count 3", text),
    )
    def _(exposition):
        counts = {name: sample.value for name, found, _ in rows(exposition, "_count") for sample in found}
        for name, buckets, _ in rows(exposition, "_bucket"):
            last = next((bucket.value for bucket in buckets if bucket.label("le") == "+Inf"), None)
            if counts.get(name, last) != last:
                yield f"{name}: {last} and {counts[name]}"

    @rule(
        f"{prefix}.3",
        "buckets ascend",
        OM,
        about,
        lambda text: re.sub(r'(every_size_bucket\{le="1.0"\} \d+\n)(every_size_bucket\{le="10.0"\} \d+\n)', r"\2\1", text),
    )
    def _(exposition):
        for name, buckets, _ in rows(exposition, "_bucket"):
            bounds = [number(bucket.label("le")) for bucket in buckets]
            if None in bounds or bounds != sorted(set(bounds)):
                yield f"{name}: {bounds}"

    @rule(
        f"{prefix}.4",
        "buckets are cumulative",
        EF,
        about,
        lambda text: re.sub(r'(every_size_bucket\{le="1.0"\}) \d+', r"\1 99999", text),
    )
    def _(exposition):
        for name, buckets, _ in rows(exposition, "_bucket"):
            counts = [bucket.number or 0.0 for bucket in buckets]
            if counts != sorted(counts):
                yield f"{name}: {counts}"

    @rule(
        f"{prefix}.5",
        "counts are whole numbers",
        OM,
        about,
        lambda text: re.sub(r'(every_size_bucket\{le="1.0"\} \d+)', r"\1.5", text),
    )
    def _(exposition):
        for suffix in ("_bucket", "_count"):
            for name, found, _ in rows(exposition, suffix):
                for sample in found:
                    if not sample.value.isdigit():
                        yield f"{name}: {sample.value}"

    @rule(
        f"{prefix}.6",
        "the lines of a label set stand together",
        OM,
        about,
        lambda text: re.sub(
            r'(every_wait_seconds_bucket\{value="false",le="1.0"\} \d+\n)(.*?)(# )', r"\2\1\3", text, flags=re.S
        ),
    )
    def _(exposition):
        for family in exposition.of("histogram", "summary"):
            ended, current = set(), None
            for sample in family.samples:
                labels = sample.apart_from("quantile" if family.kind == "summary" else "le")
                if labels != current and labels in ended:
                    yield at(sample, sample.raw)
                ended.add(current)
                current = labels

    @rule(f"{prefix}.7", "each bucket has a bound", EF, about, swap('every_size_bucket{le="1.0"}', "every_size_bucket"))
    def _(exposition):
        for name, buckets, _ in rows(exposition, "_bucket"):
            for bucket in buckets:
                if number(bucket.label("le")) is None:
                    yield name

    @rule(
        f"{prefix}.8",
        "all label sets of a family have the same buckets",
        WC,
        about,
        lambda text: re.sub(r'every_wait_seconds_bucket\{value="false",le="1.0"\} \d+\n', "", text),
    )
    def _(exposition):
        bounds = {}
        for name, buckets, family in rows(exposition, "_bucket"):
            own = [bucket.label("le") for bucket in buckets]
            if bounds.setdefault(family.name, own) != own:
                yield f"{name}: {own}"


histograms("T5", "text")


@rule("T6.1", "each histogram has a sum and a count", EF, "text", lambda text: re.sub(r"every_size_sum \S+\n", "", text))
def _(exposition):
    for suffix in ("_sum", "_count"):
        for name, found, _ in rows(exposition, suffix):
            if len(found) != 1:
                yield f"{name}: {suffix} {len(found)} times"


@rule(
    "T6.2",
    "a histogram is its buckets, its sum, its count, in this order",
    EF,
    "text",
    lambda text: re.sub(r"(every_size_sum \S+\n)(every_size_count \S+\n)", r"\2\1", text),
)
def _(exposition):
    for family in exposition.of("histogram"):
        for labels, samples in family.rows().items():
            names = [sample.name.removeprefix(family.name) for sample in samples]
            if names != ["_bucket"] * (len(names) - 2) + ["_sum", "_count"]:
                yield f"{family.name}{dict(labels)}: {names}"


@rule(
    "T7.1",
    "quantiles ascend",
    EF,
    "text",
    lambda text: re.sub(r'(every_quantile_of_seconds\{value="true",quantile="0.5"\} \S+\n)(\S+ \S+\n)', r"\2\1", text),
)
def _(exposition):
    for family in exposition.of("summary"):
        for labels, samples in family.rows("quantile").items():
            quantiles = [number(sample.label("quantile")) for sample in samples if sample.name == family.name]
            if None in quantiles or quantiles != sorted(set(quantiles)):
                yield f"{family.name}{dict(labels)}: {quantiles}"


@rule(
    "T7.2",
    "a summary is its quantiles, its sum, its count, in this order",
    EF,
    "text",
    lambda text: re.sub(r"(every_reply_bytes_sum\{\S+ \S+\n)(every_reply_bytes_count\{\S+ \S+\n)", r"\2\1", text),
)
def _(exposition):
    for family in exposition.of("summary"):
        for labels, samples in family.rows("quantile").items():
            names = [sample.name.removeprefix(family.name) for sample in samples]
            if names != [""] * (len(names) - 2) + ["_sum", "_count"]:
                yield f"{family.name}{dict(labels)}: {names}"


@rule(
    "T8.1",
    "HELP, TYPE, samples, in this order",
    EF,
    "text",
    swap(
        "# HELP every_level A gauge.\n# TYPE every_level gauge\n", "# TYPE every_level gauge\n# HELP every_level A gauge.\n"
    ),
)
def _(exposition):
    before = None
    for entry in exposition.entries:
        if isinstance(entry, Comment) and entry.keyword == "TYPE":
            if not (isinstance(before, Comment) and before.keyword == "HELP" and before.name == entry.name):
                yield at(entry, entry.name)
        before = entry


@rule("T8.2", "no names in quotes, which Prometheus 2 does not read", SC, "text", append('{"a.b",x="y"} 1\n'))
def _(exposition):
    for entry in exposition.entries:
        if isinstance(entry, Sample) and entry.raw.startswith("{"):
            yield at(entry, entry.raw)


@rule(
    "T8.3",
    "a sample of a family without labels has no braces",
    WC,
    "text",
    swap("every_asked_for_total 7", "every_asked_for_total{} 7"),
)
def _(exposition):
    for sample in exposition.samples:
        if sample.raw_labels == "":
            yield at(sample, sample.raw)
