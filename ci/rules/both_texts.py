"""R: what both text formats have in common."""

import re
from collections import Counter

from . import DM, EF, OM, SC, WC, XF, append, rule, swap
from .declared import HELP, ODD, in_text
from .grammar import Comment, Sample, unescape

METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
# The line of a sample, not the comments before it.
PROBE = "\nevery_tick_total "


def at(entry, what):
    return f"line {entry.line}: {what}"


@rule("R1.1", "UTF-8", OM, "texts", swap("A gauge.", "A \udcff gauge."))
def _(exposition):
    if "\udcff" in exposition.text or exposition.text.encode("utf-8", "replace").decode() != exposition.text:
        yield "bytes that are no UTF-8"


@rule("R1.2", "no byte order mark", OM, "texts", lambda text: "\ufeff" + text)
def _(exposition):
    if exposition.body.startswith(b"\xef\xbb\xbf"):
        yield "it begins with one"


@rule("R1.3", "lines end with a line feed alone", EF, "texts", lambda text: text.replace("\n", "\r\n"))
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if line.endswith("\r"):
            yield f"line {place} ends with a carriage return"


@rule("R1.4", "no line is empty", OM, "texts", append("\n"))
def _(exposition):
    for place, line in enumerate(exposition.lines[:-1], 1):
        if not line.strip():
            yield f"line {place} is"


@rule("R2.1", "the last line ends with a line feed", EF, "texts", lambda text: text[:-1])
def _(exposition):
    if not exposition.body.endswith(b"\n"):
        yield "it does not"


@rule("R3.1", "names of samples have letters, digits, `_` and `:`", DM, "texts", swap(PROBE, "\nevery.tick_total "))
def _(exposition):
    for sample in exposition.samples:
        if not METRIC.fullmatch(sample.name):
            yield at(sample, sample.name)


@rule("R3.2", "so do those of families", DM, "texts", swap("# HELP every_level", "# HELP every-level"))
def _(exposition):
    for comment in exposition.comments:
        if not METRIC.fullmatch(comment.name):
            yield at(comment, comment.name)


@rule("R3.3", "names of labels have letters, digits and `_`", DM, "texts", swap('{odd="', '{o.d="'))
def _(exposition):
    for sample in exposition.samples:
        for name, _ in sample.labels:
            if not LABEL.fullmatch(name):
                yield at(sample, name)


@rule("R3.4", "no label begins with `__`, which is the server's", DM, "texts", swap('{odd="', '{__odd="'))
def _(exposition):
    for sample in exposition.samples:
        for name, _ in sample.labels:
            if name.startswith("__"):
                yield at(sample, name)


@rule("R3.5", "no colon: that is for recording rules", DM, "texts", swap(PROBE, "\nevery:tick_total "))
def _(exposition):
    for sample in exposition.samples:
        if ":" in sample.name:
            yield at(sample, sample.name)


@rule("R3.6", "no name of a family or label begins with `_`", OM, "texts", swap('{odd="', '{_odd="'))
def _(exposition):
    for name in [*exposition.families, *(name for sample in exposition.samples for name, _ in sample.labels)]:
        if name.startswith("_"):
            yield name


@rule("R3.7", "no name is as long as to be a mistake (200 characters)", WC, "texts", swap(PROBE, "\n" + "x" * 201 + " "))
def _(exposition):
    for sample in exposition.samples:
        if len(sample.name) > 200:
            yield at(sample, f"{len(sample.name)} characters")


@rule("R4.1", "label values have three escapes", EF, "texts", swap('{odd="', '{odd="\\t'))
def _(exposition):
    for sample in exposition.samples:
        for found in re.findall(r"\\.", sample.raw_labels or ""):
            if found not in ('\\\\', '\\"', "\\n"):
                yield at(sample, found)


@rule("R4.2", "labels are names, `=` and quoted values, and nothing else", OM, "texts", swap('odd="a ', 'odd="a "'))
def _(exposition):
    for sample in exposition.samples:
        if sample.raw_labels is not None and not sample.tidy:
            yield at(sample, sample.raw_labels)
        elif "{" in sample.name or sample.raw_labels is None and '"' in sample.raw:
            yield at(sample, sample.raw)


@rule("R4.3", "every value comes back as it was", EF, "texts", swap('odd="\\\\"', 'odd="\\\\\\\\"'))
def _(exposition):
    name = in_text("every_event", "counter")[0]
    found = sorted(sample.label("odd") or "" for sample in exposition.samples if sample.name == name)
    if found != sorted(ODD):
        yield f"{found}"


@rule(
    "R4.4",
    "what needs no escape stands as it is: tab, U+0085, U+2028, a carriage return",
    EF,
    "texts",
    swap("next\u0085para", "next para"),
)
def _(exposition):
    if 'odd="tab\tnext\u0085para\u2028\ufffd\U0001f980 \r #{}=,"' not in exposition.text:
        yield "it does not"


@rule(
    "R5.1",
    "help has the format's escapes only",
    XF,
    "texts",
    swap("# HELP every_level A gauge.", "# HELP every_level A \\t gauge."),
)
def _(exposition):
    allowed = ("\\\\", "\\n") + (('\\"',) if exposition.kind == "openmetrics" else ())
    for family in exposition.families.values():
        for found in re.findall(r"\\.|\\$", family.help or ""):
            if found not in allowed:
                yield f"{family.name}: {found}"


@rule("R5.2", "help comes back as it was", XF, "texts", swap("a \\\\ and", "a and"))
def _(exposition):
    name = in_text("every_event", "counter")[0] if exposition.kind == "text" else "every_event"
    family = exposition.families.get(name)
    if not family or unescape(family.help or "") != HELP:
        yield f"{family and family.help}"


@rule("R5.3", "every family has a help", WC, "texts", swap(" A gauge of integers.", ""))
def _(exposition):
    for family in exposition.families.values():
        if not family.help:
            yield family.name


def once(keyword):
    def check(exposition):
        counted = Counter(comment.name for comment in exposition.comments if comment.keyword == keyword)
        for name, count in counted.items():
            if count > 1:
                yield f"{count} for {name}"

    return check


rule("R6.1", "one HELP for each family", EF, "texts", append("# HELP every_level Again.\n"))(once("HELP"))
rule("R6.2", "one TYPE for each family", EF, "texts", append("# TYPE every_level gauge\n"))(once("TYPE"))
rule("R6.3", "one UNIT for each family", OM, "openmetrics", append("# UNIT every_balance_bytes bytes\n"))(once("UNIT"))


@rule(
    "R6.4",
    "what is said of a family stands before its samples",
    EF,
    "texts",
    lambda text: text.replace("# TYPE every_level gauge\n", "") + "# TYPE every_level gauge\n",
)
def _(exposition):
    begun, _ = set(), exposition.families
    for entry in exposition.entries:
        if isinstance(entry, Comment) and entry.name in begun:
            yield at(entry, f"{entry.keyword} of {entry.name}")
        elif isinstance(entry, Sample) and entry.family:
            begun.add(entry.family.name)


@rule("R6.5", "the lines of a family stand together", EF, "texts", append('every_level{code_class="2xx",more="1"} 1\n'))
def _(exposition):
    exposition.families
    ended, current = set(), None
    for entry in filter(None, exposition.entries):
        name = entry.name if isinstance(entry, Comment) else entry.family.name if entry.family else entry.name
        if name != current:
            if name in ended:
                yield at(entry, f"{name} again")
            ended.add(current)
            current = name


@rule("R6.6", "every sample belongs to a family with a type", EF, "texts", append("stray 1\n"))
def _(exposition):
    for sample in exposition.samples:
        if sample.family is None:
            yield at(sample, sample.name)


@rule("R6.7", "no family without samples", WC, "texts", append("# TYPE bare gauge\n"))
def _(exposition):
    for family in exposition.families.values():
        if not family.samples:
            yield family.name


@rule("R7.1", "no label twice in a series", SC, "texts", swap('{odd="', '{odd="x",odd="'))
def _(exposition):
    for sample in exposition.samples:
        names = [name for name, _ in sample.labels]
        if len(set(names)) < len(names):
            yield at(sample, sample.raw)


@rule(
    "R7.2",
    "no series twice, bounds compared as numbers",
    SC,
    "texts",
    swap('every_wait_seconds_bucket{value="false",le="1.0"}', 'every_wait_seconds_bucket{value="false",le="0.50"}'),
)
def _(exposition):
    seen = set()
    for sample in exposition.samples:
        if sample.key in seen:
            yield at(sample, sample.raw)
        seen.add(sample.key)


@rule("R8.1", "no label has an empty value, which is no label", DM, "texts", swap('{odd="', '{none="",odd="'))
def _(exposition):
    for sample in exposition.samples:
        for name, value in sample.labels:
            if value == "":
                yield at(sample, name)
