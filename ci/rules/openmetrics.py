"""O: OpenMetrics 1.0.0, its lines."""

import re

from . import OM, SC, append, rule, swap
from .both_texts import at
from .declared import EVERY, MISSING
from .grammar import Comment
from .text import histograms

TYPES = ("counter", "gauge", "histogram", "summary", "info", "stateset", "unknown", "gaugehistogram")

# The ABNF of the specification, "Text Format", put together.
ESCAPED = r'(?:[^"\\\n]|\\["\\n])*'
NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*"
LABELS = rf'\{{(?:[a-zA-Z_][a-zA-Z0-9_]*="{ESCAPED}"(?:,[a-zA-Z_][a-zA-Z0-9_]*="{ESCAPED}")*)?\}}'
NUMBER = r"(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?[Ii]nf(?:inity)?|[Nn]a[Nn]|NAN|INF)"
LINE = re.compile(
    rf"# TYPE {NAME} [a-z]+|# UNIT {NAME} [a-zA-Z0-9_:]+|# HELP {NAME} {ESCAPED}|# EOF"
    rf"|{NAME}(?:{LABELS})? {NUMBER}(?: {NUMBER})?(?: # {LABELS} {NUMBER}(?: {NUMBER})?)?",
    re.S,
)


@rule(
    "O1.1",
    "each line is one of the grammar's",
    OM,
    "openmetrics",
    swap("every_asked_for_total 7", "every_asked_for_total{,} 7"),
)
def _(exposition):
    for place, line in enumerate(exposition.lines[:-1], 1):
        if not LINE.fullmatch(line):
            yield f"line {place}: {line}"


@rule("O2.1", "the last line is `# EOF`", OM, "openmetrics", lambda text: text.replace("# EOF\n", ""))
def _(exposition):
    if not exposition.text.endswith("\n# EOF\n") and exposition.text != "# EOF\n":
        yield exposition.text[-40:]


@rule("O2.2", "which is there once, with nothing after it", OM, "openmetrics", lambda text: text + "late 1\n")
def _(exposition):
    ends = [place for place, line in enumerate(exposition.lines, 1) if line.startswith("# EOF")]
    if ends != [len(exposition.lines) - 1]:
        yield f"lines {ends} of {len(exposition.lines) - 1}"


@rule("O3.1", "no tabs between words", OM, "openmetrics", swap("every_asked_for_total 7", "every_asked_for_total\t7"))
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if "\t" in re.sub(r'"(?:\\.|[^"\\])*"', "", re.sub(r"^# HELP .*", "", line, flags=re.S)):
            yield f"line {place}"


@rule("O3.2", "no two blanks in a row", OM, "openmetrics", swap("every_asked_for_total 7", "every_asked_for_total  7"))
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if "  " in re.sub(r'"(?:\\.|[^"\\])*"', "", re.sub(r"^# HELP .*", "", line, flags=re.S)):
            yield f"line {place}"


@rule(
    "O3.3", "no blank at the end of a line", OM, "openmetrics", swap("every_asked_for_total 7", "every_asked_for_total 7 ")
)
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if line.endswith(" ") and not line.startswith("# HELP "):
            yield f"line {place}"


@rule("O3.4", "no comments of another kind", OM, "openmetrics", append("# made by hand\n"))
def _(exposition):
    for place, line in enumerate(exposition.lines, 1):
        if line.startswith("#") and line != "# EOF" and not re.match("# (HELP|TYPE|UNIT) ", line):
            yield f"line {place}: {line}"


@rule(
    "O3.5",
    "no comma after the last label",
    OM,
    "openmetrics",
    swap('every_asked{value="true"}', 'every_asked{value="true",}'),
)
def _(exposition):
    for sample in exposition.samples:
        if (sample.raw_labels or "").endswith(","):
            yield at(sample, sample.raw)


@rule("O3.6", "no blanks around labels", OM, "openmetrics", swap('every_asked{value="true"}', 'every_asked{ value="true"}'))
def _(exposition):
    for sample in exposition.samples:
        if sample.raw_labels and (
            sample.raw_labels != sample.raw_labels.strip() or '", ' in sample.raw_labels.replace('\\"', "")
        ):
            yield at(sample, sample.raw)


@rule(
    "O3.7",
    "HELP has a blank after the name, also where it says nothing",
    SC,
    "openmetrics",
    swap("# HELP every_level A gauge.", "# HELP every_level"),
)
def _(exposition):
    for comment in exposition.comments:
        if comment.rest is None:
            yield at(comment, comment.name)


@rule("O3.8", "a quote in HELP is escaped", OM, "openmetrics", swap('with \\"quotes\\"', 'with "quotes"'))
def _(exposition):
    for family in exposition.families.values():
        if re.search(r'(?<!\\)(\\\\)*"', family.help or ""):
            yield f"{family.name}: {family.help}"


@rule(
    "O4.1",
    "a counter's TYPE has no `_total`",
    OM,
    "openmetrics",
    lambda text: re.sub("(# [A-Z]+ every_tick) ", r"\1_total ", text),
)
def _(exposition):
    for family in exposition.families.values():
        if family.name.endswith("_total"):
            yield family.name


@rule("O4.2", "its samples have", OM, "openmetrics", swap("\nevery_tick_total ", "\nevery_tick "))
def _(exposition):
    names = {family.name for family in exposition.of("counter")}
    for sample in exposition.samples:
        if sample.name in names:
            yield at(sample, sample.raw)


@rule(
    "O4.3",
    "with a unit that is `_seconds_total`, not `_total_seconds`",
    OM,
    "openmetrics",
    lambda text: text.replace("every_busy_seconds_total", "every_busy_total_seconds"),
)
def _(exposition):
    for sample in exposition.samples:
        if "_total_" in sample.name:
            yield at(sample, sample.name)


@rule(
    "O5.1",
    "the unit is the end of the name",
    OM,
    "openmetrics",
    swap("# UNIT every_balance_bytes bytes", "# UNIT every_balance_bytes meters"),
)
def _(exposition):
    for family in exposition.families.values():
        if family.unit and not family.name.endswith("_" + family.unit):
            yield f"{family.name}: {family.unit}"


@rule(
    "O5.2",
    "info and state sets have none",
    OM,
    "openmetrics",
    lambda text: re.sub("(# TYPE every_(phase)) stateset", r"\1 stateset\n# UNIT every_phase phase", text),
)
def _(exposition):
    for family in exposition.of("info", "stateset"):
        if family.unit is not None:
            yield family.name


@rule(
    "O5.3",
    "a unit that is there has a name",
    OM,
    "openmetrics",
    swap("# UNIT every_balance_bytes bytes", "# UNIT every_balance_bytes "),
)
def _(exposition):
    for comment in exposition.comments:
        if comment.keyword == "UNIT" and not comment.rest:
            yield at(comment, comment.name)


@rule(
    "O5.4",
    "each metric has the unit that it is declared with",
    OM,
    "openmetrics",
    swap("# UNIT every_balance_bytes bytes\n", ""),
)
def _(exposition):
    for name, declared in EVERY.items():
        family = exposition.families.get(name)
        if family and (family.unit or "") != declared.unit:
            yield f"{name}: {family.unit}, not {declared.unit}"


@rule(
    "O6.1",
    "eight types, and not `untyped`",
    OM,
    "openmetrics",
    swap("# TYPE every_level gauge", "# TYPE every_level untyped"),
)
def _(exposition):
    for family in exposition.families.values():
        if family.kind not in TYPES:
            yield f"{family.name} is a {family.kind}"


@rule(
    "O6.2",
    "each family has the type that it is declared with",
    OM,
    "openmetrics",
    swap("every_level gauge", "every_level unknown"),
)
def _(exposition):
    for name, declared in EVERY.items():
        family = exposition.families.get(name)
        if not family or family.kind != declared.kind:
            yield f"{name} is {family and family.kind}, not a {declared.kind}"


@rule(
    "O6.3",
    "TYPE, UNIT, HELP, in this order",
    OM,
    "openmetrics",
    swap(
        "# TYPE every_balance_bytes gauge\n# UNIT every_balance_bytes bytes\n",
        "# UNIT every_balance_bytes bytes\n# TYPE every_balance_bytes gauge\n",
    ),
)
def _(exposition):
    order = ["TYPE", "UNIT", "HELP"]
    before = None
    for entry in exposition.entries:
        if isinstance(entry, Comment):
            follows = isinstance(before, Comment) and before.name == entry.name
            if (
                follows
                and order.index(before.keyword) >= order.index(entry.keyword)
                or not follows
                and entry.keyword != "TYPE"
            ):
                yield at(entry, f"{entry.keyword} of {entry.name}")
        before = entry


@rule(
    "O6.4",
    "what failed or never happened is not there at all",
    OM,
    "openmetrics",
    append("# TYPE lost gauge\n# HELP lost X.\nlost 0\n"),
)
def _(exposition):
    for name in MISSING:
        if re.search(rf"^(# \w+ )?{name}\b", exposition.text, re.M):
            yield name


@rule(
    "O6.5",
    "`target_info` is the first, if it is there",
    OM,
    "openmetrics",
    append('# TYPE target info\n# HELP target X.\ntarget_info{a="b"} 1\n'),
)
def _(exposition):
    if "target" in list(exposition.families)[1:]:
        yield "it is not"


histograms("O7", "openmetrics")
