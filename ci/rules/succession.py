"""A: what a busy program says, one scrape after the other."""

from . import OM, SC, WC, rule
from .grammar import Exposition


def last(edit):
    """A defect of the last exposition."""

    def broken(successive):
        old = successive[-1]
        text = edit(old.text)
        assert text != old.text, "nothing was broken"
        return [*successive[:-1], Exposition(text.encode("utf-8", "surrogateescape"), old.kind)]

    return broken


def pairs(successive):
    return zip(successive, successive[1:])


@rule(
    "A5.1",
    "no series that was there is gone",
    WC,
    "succession",
    last(lambda text: text.replace("every_asked_for_total 7\n", "")),
)
def _(successive):
    for before, after in pairs(successive):
        for key in {sample.key for sample in before.samples} - {sample.key for sample in after.samples}:
            yield f"{key[0]} {dict(key[1])}"


@rule(
    "A5.2",
    "what counts never falls",
    OM,
    "succession",
    last(lambda text: text.replace("every_asked_for_total 7", "every_asked_for_total 6")),
)
def _(successive):
    for before, after in pairs(successive):
        now = counting(after)
        for key, value in counting(before).items():
            if not now.get(key, value) >= value:
                yield f"{key[0]} {dict(key[1])}: {value}, then {now[key]}"


def counting(exposition):
    return {
        sample.key: sample.number
        for family in exposition.of("counter", "histogram", "summary")
        for sample in family.samples
        if sample.label("quantile") is None and "celsius_sum" not in sample.name and "offset_seconds_sum" not in sample.name
    }


@rule(
    "A5.3",
    "series stay in their order",
    SC,
    "succession",
    last(
        lambda text: text.replace("# HELP every_tick_total", "# HELP every_zzz_total", 1)
        and text[text.index("# HELP every_level") :] + text[: text.index("# HELP every_level")]
    ),
)
def _(successive):
    for before, after in pairs(successive):
        places = {sample.key: place for place, sample in enumerate(after.samples)}
        order = [places[sample.key] for sample in before.samples if sample.key in places]
        if order != sorted(order):
            yield "another order"


@rule(
    "A5.4",
    "a series is spelled the same each time, by which servers remember it",
    SC,
    "succession",
    last(lambda text: text.replace('{value="false",le="1.0"}', '{le="1.0",value="false"}')),
)
def _(successive):
    spelled = {}
    for exposition in successive:
        for sample in exposition.samples:
            raw = f"{sample.name}{{{sample.raw_labels}}}"
            if spelled.setdefault(sample.key, raw) != raw:
                yield raw


@rule(
    "A5.5",
    "something was recorded between the scrapes, or this proves nothing",
    OM,
    "succession",
    lambda successive: [successive[0]] * 3,
)
def _(successive):
    if counting(successive[0]) == counting(successive[-1]):
        yield "nothing"
