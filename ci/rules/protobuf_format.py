"""P: protobuf, as Google's library decodes it."""

from . import CM, DM, SC, XF, rule
from .both_texts import LABEL, METRIC
from .declared import EVERY, MISSING, in_text

KINDS = ["counter", "gauge", "summary", "untyped", "histogram", "gauge_histogram"]


def kind(family):
    return KINDS[family.type]


def named(families, name):
    return next(family for family in families if family.name == name)


def change(name, edit):
    """A defect: the first metric of this family, edited."""

    def broken(families):
        edit(named(families, name).metric[0])

    return broken


def change_family(of, /, **fields):
    def broken(families):
        for field, value in fields.items():
            setattr(named(families, of), field, value)

    return broken


def values(families, *kinds):
    """The values of all metrics of these types, with the family's name."""
    return [
        (family.name, getattr(metric, kind(family)))
        for family in families
        if kind(family) in kinds
        for metric in family.metric
    ]


@rule("P1.1", "no family twice", CM, "protobuf", lambda families: families.append(families[0]))
def _(families):
    names = [family.name for family in families]
    for name in {name for name in names if names.count(name) > 1}:
        yield name


@rule(
    "P1.2",
    "names of families have letters, digits and `_`",
    DM,
    "protobuf",
    change_family("every_level", name="every.level"),
)
def _(families):
    for family in families:
        if not METRIC.fullmatch(family.name) or ":" in family.name:
            yield family.name


@rule(
    "P1.3",
    "names of labels likewise, and do not begin with `_`",
    DM,
    "protobuf",
    change("every_level", lambda metric: setattr(metric.label[0], "name", "__x")),
)
def _(families):
    for family in families:
        for metric in family.metric:
            for pair in metric.label:
                if not LABEL.fullmatch(pair.name) or pair.name.startswith("_"):
                    yield f"{family.name}: {pair.name}"


@rule(
    "P1.4",
    "no label has an empty value",
    DM,
    "protobuf",
    change("every_level", lambda metric: setattr(metric.label[0], "value", "")),
)
def _(families):
    for family in families:
        for metric in family.metric:
            if any(pair.value == "" for pair in metric.label):
                yield family.name


@rule(
    "P1.5",
    "no label twice in a metric",
    SC,
    "protobuf",
    change("every_level", lambda metric: metric.label.add(name=metric.label[0].name, value="x")),
)
def _(families):
    for family in families:
        for metric in family.metric:
            if len({pair.name for pair in metric.label}) < len(metric.label):
                yield family.name


@rule(
    "P1.6",
    "no metric twice in a family",
    SC,
    "protobuf",
    lambda families: named(families, "every_level").metric.append(named(families, "every_level").metric[0]),
)
def _(families):
    for family in families:
        sets = [frozenset((pair.name, pair.value) for pair in metric.label) for metric in family.metric]
        if len(set(sets)) < len(sets):
            yield family.name


@rule(
    "P1.7", "no family without metrics", CM, "protobuf", lambda families: named(families, "every_level").ClearField("metric")
)
def _(families):
    for family in families:
        if not family.metric:
            yield family.name


@rule(
    "P1.8",
    "every family has a help and says its type",
    CM,
    "protobuf",
    lambda families: named(families, "every_level").ClearField("help"),
)
def _(families):
    for family in families:
        if not family.help or not family.HasField("type"):
            yield family.name


@rule(
    "P2.1",
    "a family is called like its series: a counter has `_total`",
    SC,
    "protobuf",
    change_family("every_tick_total", name="every_tick"),
)
def _(families):
    for family in families:
        if (kind(family) == "counter") != family.name.endswith("_total"):
            yield family.name


@rule(
    "P2.2",
    "info and state sets are gauges; each family has the type that there is for it",
    XF,
    "protobuf",
    change_family("every_about_info", type=3),
)
def _(families):
    types = {family.name: kind(family) for family in families}
    for name, declared in EVERY.items():
        told, wanted = in_text(name, declared.kind)
        if types.get(told) != wanted:
            yield f"{told} is a {types.get(told)}, not a {wanted}"


@rule(
    "P2.3",
    "the value is in the field of the type, or 0 is what is stored",
    SC,
    "protobuf",
    change("every_level", lambda metric: (metric.ClearField("gauge"), setattr(metric.counter, "value", 1))),
)
def _(families):
    for family in families:
        for metric in family.metric:
            fields = {field.name for field, _ in metric.ListFields()} - {"label"}
            if fields != {kind(family)}:
                yield f"{family.name}: {fields}"


@rule("P2.4", "what failed or never happened is not there", CM, "protobuf", change_family("every_level", name="lost"))
def _(families):
    for family in families:
        if family.name.removesuffix("_total") in MISSING:
            yield family.name


@rule("P2.5", "every series is there", CM, "protobuf", lambda families: named(families, "every_open").metric.pop())
def _(families):
    counts = {family.name: len(family.metric) for family in families}
    for name, declared in EVERY.items():
        told, _ = in_text(name, declared.kind)
        if counts.get(told) != declared.series:
            yield f"{counts.get(told)} of {told}, not {declared.series}"


@rule("P2.6", "units are as they are declared", CM, "protobuf", change_family("every_balance_bytes", unit="meters"))
def _(families):
    units = {family.name: family.unit for family in families}
    for name, declared in EVERY.items():
        told, _ = in_text(name, declared.kind)
        if units.get(told, "") != declared.unit:
            yield f"{told}: {units.get(told)}"


@rule(
    "P2.7",
    "a value is written, also if it is 0",
    CM,
    "protobuf",
    change("every_open", lambda metric: metric.gauge.ClearField("value")),
)
def _(families):
    for name, value in values(families, "counter", "gauge"):
        if not value.HasField("value"):
            yield name
