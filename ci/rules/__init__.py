"""Rules for what a scraper is told and how: each with its number, its source, and a defect that it has to find.

A rule is a generator of what is wrong, about one kind of thing:
- `text`, `openmetrics`: an exposition in that format; `texts`: in either;
- `protobuf`: the families of an exposition, decoded;
- `agreement`: expositions of one idle program in all formats;
- `succession`: expositions of one busy program, one after the other;
- `endpoint`: the address of a server.

Numbers go by subject: R both text formats, T text 0.0.4, O OpenMetrics, P protobuf, N native histograms, A what formats and
scrapes have to agree on, C negotiation, H HTTP, S what clients of others got wrong.
"""

from collections import namedtuple
from importlib import import_module

Rule = namedtuple("Rule", "number says source about check broken")
RULES = []

OM = "OpenMetrics 1.0.0"
EF = "Prometheus, exposition formats"
DM = "Prometheus, data model"
CN = "Prometheus, content negotiation"
ES = "Prometheus, escaping schemes"
NH = "Prometheus, native histograms"
WC = "Prometheus, writing client libraries"
CM = "prometheus/client_model, metrics.proto"
SC = "prometheus/prometheus, scrape and its parsers"
XF = "prometheus/common, expfmt"
PG = "client_golang, promhttp"
RFC = "RFC 9110"
RFC12 = "RFC 9112"


def rule(number, says, source, about, broken):
    """Declares a rule. `broken` makes something in order break it: of an exposition another one, of families other ones, of
    a server one with a `Defect`."""

    def declare(check):
        RULES.append(Rule(number, says, source, about, check, broken))
        return check

    return declare


def swap(old, new, count=1):
    """A defect of a text: this becomes that."""

    def broken(text):
        assert old in text, f"no {old!r} to break"
        return text.replace(old, new, count)

    return broken


def append(line):
    """A defect of a text: one line more, before what ends it."""

    def broken(text):
        body, end, _ = text.partition("# EOF\n")
        return body + line + end

    return broken


FILES = """both_texts both_texts_values text openmetrics openmetrics_values exemplars protobuf_format protobuf_values native
agreement succession negotiation compression http connections overload other_clients""".split()


def load():
    """All rules, in the order of the files."""
    for file in FILES:
        import_module(f"{__name__}.{file}")
    numbers = [rule.number for rule in RULES]
    assert len(set(numbers)) == len(numbers), f"numbers twice: {sorted(n for n in numbers if numbers.count(n) > 1)}"
    return RULES
