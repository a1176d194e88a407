"""What the judges written in Python share: where things lie, and expositions as the Python client's parsers read them."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
JUDGES = TARGET / "judges"

sys.path.extend(str(packages) for packages in JUDGES.glob("venv/lib/python*/site-packages"))
try:
    from prometheus_client.openmetrics.parser import text_string_to_metric_families as strict_parser
    from prometheus_client.parser import text_string_to_metric_families as lax_parser
except ModuleNotFoundError:
    sys.exit("run ci/install-judges first")


def read_openmetrics(text):
    """The families of an OpenMetrics exposition; ValueError for anything the specification forbids."""
    if not text.endswith("# EOF\n"):
        raise ValueError("`# EOF` is not the last line")
    return not_empty(list(strict_parser(text)))


def read_text(text):
    """The families of a text 0.0.4 exposition."""
    return not_empty(list(lax_parser(text)))


def not_empty(families):
    if not families:
        raise ValueError("no metric family at all")
    return families


def series(families):
    """(sample name, labels) -> value; ValueError for a series that is there twice."""
    found = {}
    for family in families:
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            if key in found:
                raise ValueError(f"series twice: {show(key)}")
            found[key] = sample.value
    return found


def by_number(found):
    """The same, with bounds of buckets as numbers: what reads an exposition and writes it again, in Go, spells them anew."""
    def label(name, value):
        return name, repr(float(value)) if name == "le" else value

    return {(name, frozenset(label(*pair) for pair in labels)): value for (name, labels), value in found.items()}


def growing(families):
    """The series that may never go down: counters, and all that a histogram or summary accumulates."""
    kept = series(family for family in families if family.type in ("counter", "histogram", "summary"))
    return {key: value for key, value in kept.items() if "quantile" not in dict(key[1])}


def show(key):
    """A series as people write it."""
    name, labels = key
    return name + "{" + ",".join(f'{label}="{value}"' for label, value in sorted(labels)) + "}"
