"""An exposition as text, taken apart with as few opinions as possible: what is wrong with it is for the rules to say.

Written from the grammar of OpenMetrics 1.0.0 and of Prometheus' text format, and with nothing else in common with the parsers
of the library that is judged.
"""

import re
from functools import cached_property

STRING = r'"(?:\\.|[^"\\])*"'
NUMBER = r"\S+"
SAMPLE = re.compile(rf'(?P<name>[^{{ ]*)(?:\{{(?P<labels>(?:{STRING}|[^"}}])*)\}})?(?P<rest>.*)', re.S)
AFTER = re.compile(
    rf' (?P<value>{NUMBER})(?: (?P<time>[^# ]\S*))?(?P<example> # \{{(?P<labels>(?:{STRING}|[^"}}])*)\}}'
    rf' (?P<seen>{NUMBER})(?: (?P<when>{NUMBER}))?)?'
)
LABEL = re.compile(rf'\s*([^=,"{{}}\s]*)\s*=\s*({STRING})\s*(,?)')
COMMENT = re.compile(r"# (HELP|TYPE|UNIT) (\S+)(?: (.*))?", re.S)
ESCAPES = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}

# What the samples of a family are called.
SUFFIXES = {
    "text": {
        "counter": [""],
        "gauge": [""],
        "untyped": [""],
        "histogram": ["_bucket", "_sum", "_count"],
        "summary": ["", "_sum", "_count"],
    },
    "openmetrics": {
        "counter": ["_total", "_created"],
        "gauge": [""],
        "unknown": [""],
        "info": ["_info"],
        "stateset": [""],
        "histogram": ["_bucket", "_sum", "_count", "_created"],
        "summary": ["", "_sum", "_count", "_created"],
        "gaugehistogram": ["_bucket", "_gsum", "_gcount"],
    },
}


class Comment:
    """A line of HELP, TYPE or UNIT."""

    def __init__(self, line, keyword, name, rest):
        self.line, self.keyword, self.name, self.rest = line, keyword, name, rest


class Sample:
    """A line with a value; `whole` is false for one that is none of the grammar's."""

    def __init__(self, line, raw):
        self.line, self.raw = line, raw
        found = SAMPLE.fullmatch(raw)
        self.name, self.raw_labels, rest = found["name"], found["labels"], found["rest"]
        self.labels, self.tidy = read_labels(self.raw_labels)
        after = AFTER.fullmatch(rest)
        self.whole = after is not None
        words = rest.split()
        self.value = after["value"] if after else (words or [""])[0]
        self.time = after["time"] if after else None
        self.exemplar = Exemplar(after) if after and after["example"] else None
        self.has_mark = " # " in rest
        self.family = None

    @property
    def key(self):
        """The name and the labels, as a server knows a series: bounds as numbers, no empty labels."""
        labels = ((name, number_or(value) if name in ("le", "quantile") else value) for name, value in self.labels)
        return self.name, frozenset((name, value) for name, value in labels if value != "")

    @property
    def number(self):
        return number(self.value)

    def label(self, name):
        return dict(self.labels).get(name)

    def apart_from(self, name):
        """The other labels."""
        return frozenset(pair for pair in self.labels if pair[0] != name)


class Exemplar:
    def __init__(self, after):
        self.labels, self.tidy = read_labels(after["labels"])
        self.raw_labels = after["labels"]
        self.value, self.time = after["seen"], after["when"]


class Family:
    """What was said of a name, and the samples that belong to it."""

    def __init__(self, name, kind):
        self.name, self.kind = name, kind
        self.help = self.unit = None
        self.samples = []

    def rows(self, without="le"):
        """The samples by their labels, one of them left out, in order."""
        found = {}
        for sample in self.samples:
            found.setdefault(sample.apart_from(without), []).append(sample)
        return found


class Exposition:
    """A whole one. `kind` is text or openmetrics."""

    def __init__(self, body, kind):
        self.body, self.kind = body, kind
        self.text = body.decode("utf-8", "surrogateescape")
        self.lines = self.text.split("\n")

    @cached_property
    def entries(self):
        """What the lines say: comments and samples, in order; None for all others."""
        entries = []
        for at, line in enumerate(self.lines, 1):
            comment = COMMENT.fullmatch(line)
            if comment:
                entries.append(Comment(at, comment[1], comment[2], comment[3]))
            elif line and not line.startswith("#"):
                entries.append(Sample(at, line))
            else:
                entries.append(None)
        return entries

    @cached_property
    def comments(self):
        return [entry for entry in self.entries if isinstance(entry, Comment)]

    @cached_property
    def samples(self):
        self.families  # which says what they belong to
        return [entry for entry in self.entries if isinstance(entry, Sample)]

    @cached_property
    def families(self):
        """By name, in order."""
        families = {}
        for comment in self.comments:
            if comment.keyword == "TYPE" and comment.name not in families:
                families[comment.name] = Family(comment.name, comment.rest)
        for comment in self.comments:
            family = families.get(comment.name)
            if family and comment.keyword != "TYPE":
                setattr(family, comment.keyword.lower(), comment.rest or "")
        by_sample = {
            family.name + suffix: family
            for family in families.values()
            for suffix in SUFFIXES[self.kind].get(family.kind, [""])
        }
        for entry in self.entries:
            if isinstance(entry, Sample) and entry.name in by_sample:
                entry.family = by_sample[entry.name]
                entry.family.samples.append(entry)
        return families

    def of(self, *kinds):
        return [family for family in self.families.values() if family.kind in kinds]


def read_labels(raw):
    """(name, value) pairs without their escapes, and whether nothing else is there."""
    labels, at, tidy = [], 0, True
    raw = raw or ""
    while at < len(raw):
        found = LABEL.match(raw, at)
        if not found:
            return labels, False
        name, quoted, comma = found.groups()
        labels.append((name, unescape(quoted[1:-1])))
        at = found.end()
        tidy = tidy and found[0] == f"{name}={quoted}{comma}" and bool(comma) == (at < len(raw))
    return labels, tidy


def unescape(text):
    return re.sub(r"\\.", lambda found: ESCAPES.get(found[0], found[0]), text, flags=re.S)


def number(text):
    """As Go reads it, without underscores and hexadecimal digits; None for what is no number."""
    if re.fullmatch(r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf|infinity|nan)", text or "", re.I):
        return float(text)
    return None


def number_or(text):
    value = number(text)
    return text if value is None else value
