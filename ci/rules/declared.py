"""What examples/every_type.rs declares, written down a second time."""

from collections import namedtuple

Declared = namedtuple("Declared", "kind unit series")

# By the name without a suffix: type, unit, and the number of label sets.
EVERY = {
    "every_event": Declared("counter", "", 5),
    "every_tick": Declared("counter", "", 1),
    "every_busy_seconds": Declared("counter", "seconds", 2),
    "every_energy_joules": Declared("counter", "joules", 1),
    "every_request": Declared("counter", "", 60),
    "every_level": Declared("gauge", "", 6),
    "every_balance_bytes": Declared("gauge", "bytes", 1),
    "every_touched": Declared("gauge", "", 1),
    "every_open": Declared("gauge", "", 10),
    "every_wait_seconds": Declared("histogram", "seconds", 2),
    "every_size": Declared("histogram", "", 1),
    "every_change_celsius": Declared("histogram", "celsius", 1),
    "every_answer_seconds": Declared("histogram", "seconds", 10),
    "every_native_seconds": Declared("histogram", "seconds", 2),
    "every_both_seconds": Declared("histogram", "seconds", 1),
    "every_offset_seconds": Declared("histogram", "seconds", 1),
    "every_idle_seconds": Declared("histogram", "seconds", 1),
    "every_reply_bytes": Declared("summary", "bytes", 10),
    "every_quantile_of_seconds": Declared("summary", "seconds", 2),
    "every_phase": Declared("stateset", "", 3),
    "every_about": Declared("info", "", 1),
    "every_asked": Declared("gauge", "", 2),
    "every_asked_for": Declared("counter", "", 1),
    "foreign_read": Declared("counter", "", 3),
    "foreign_size_bytes": Declared("gauge", "bytes", 3),
    "foreign_scan_seconds": Declared("histogram", "seconds", 3),
    "foreign_lock_seconds": Declared("summary", "seconds", 3),
    "foreign_table": Declared("info", "", 3),
}

# Those that are not there: a callback that panics, a collector that fails, series that were never touched.
MISSING = ["every_broken", "lost", "every_nothing"]

HELP = 'A counter, with "quotes", a \\ and \\n in its help.'
ODD = ['a "quoted" word', "\\", "\\\\", "two\nlines\\n", "tab\tnext\u0085para\u2028\ufffd\U0001f980 \r #{}=,"]

# Native histograms: the finest schema, the zero threshold and the greatest number of buckets.
NATIVE = {
    "every_native_seconds": (3, 2.0**-128, 160),
    "every_both_seconds": (5, 2.0**-128, 20),
    "every_offset_seconds": (0, 1e-3, 160),
    "every_idle_seconds": (3, 0.0, 160),
}
# Those that have classic buckets as well, and their bounds.
BOTH = {"every_both_seconds": [0.1, 1.0]}
EXEMPLARS = {"every_request", "every_answer_seconds", "every_both_seconds"}
FALLING = {"every_change_celsius", "every_offset_seconds"}


def in_text(name, kind):
    """The name and the type of a family in the formats that know fewer types."""
    return {"counter": (name + "_total", "counter"), "info": (name + "_info", "gauge"), "stateset": (name, "gauge")}.get(
        kind, (name, kind)
    )
