"""C: which format and which compression a client gets."""

from . import CN, ES, OM, RFC, SC, XF, rule
from .defects import always_accepts, answered_with, answers, headers_replaced
from .http1 import ACCEPT, scrape

OPENMETRICS, PROTOBUF = "application/openmetrics-text", ACCEPT["protobuf"]
UTF8 = ";escaping=allow-utf-8"


def prometheus(
    q, one, old, text, rest, proto=None, escaping="", old_escaping="", text1=None, text1_escaping="", text_escaping=""
):
    """An `Accept` header as Prometheus makes it, with these weights."""
    items = [f"{PROTOBUF}{proto}"] if proto is not None else []
    items += [f"{OPENMETRICS};version=1.0.0{escaping}{one}", f"{OPENMETRICS};version=0.0.1{old_escaping}{old}"]
    items += [f"text/plain;version=1.0.0{text1_escaping}{text1}"] if text1 else []
    return ",".join([*items, f"text/plain;version=0.0.4{text_escaping}{text}", f"*/*{rest}"])


# As each version sends it, from its source; what is to come back.
ACCEPTS = [
    (
        "2.40.0",
        "application/openmetrics-text;version=1.0.0;q=0.75,application/openmetrics-text;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "openmetrics",
    ),
    ("2.40.1 to 2.48", prometheus(1, "", ";q=0.75", ";q=0.5", ";q=0.1"), "openmetrics"),
    ("2.40.1 to 2.48, native histograms", prometheus(1, ";q=0.8", ";q=0.75", ";q=0.5", ";q=0.1", ""), "protobuf"),
    ("2.49.0, with a weight of 2", prometheus(1, ";q=0.5", ";q=0.4", ";q=0.3", ";q=2"), "openmetrics"),
    ("2.49.1 to 2.55", prometheus(1, ";q=0.5", ";q=0.4", ";q=0.3", ";q=0.2"), "openmetrics"),
    ("2.49.1 to 2.55, native histograms", prometheus(1, ";q=0.4", ";q=0.3", ";q=0.2", ";q=0.1", ";q=0.5"), "protobuf"),
    (
        "3.0 to 3.2.0, a parameter twice",
        prometheus(1, ";q=0.6", ";q=0.5", ";q=0.3", ";q=0.2", None, UTF8, UTF8, ";q=0.4", UTF8 * 2, UTF8),
        "openmetrics",
    ),
    (
        "3.2.1 to 3.3",
        prometheus(1, ";q=0.6", ";q=0.5", ";q=0.3", ";q=0.2", None, UTF8, UTF8, ";q=0.4", UTF8, UTF8),
        "openmetrics",
    ),
    ("3.4 and later", prometheus(1, ";q=0.6", ";q=0.5", ";q=0.3", ";q=0.2", None, UTF8, "", ";q=0.4", UTF8), "openmetrics"),
    (
        "3.4 and later, native histograms",
        prometheus(1, ";q=0.5", ";q=0.4", ";q=0.2", ";q=0.1", ";q=0.6", UTF8, "", ";q=0.3", UTF8),
        "protobuf",
    ),
    (
        "3.4 and later, legacy names",
        prometheus(
            1, ";q=0.6", ";q=0.5", ";q=0.3", ";q=0.2", None, ";escaping=underscores", "", ";q=0.4", ";escaping=underscores"
        ),
        "openmetrics",
    ),
    (
        "3.x, text first by its configuration",
        f"text/plain;version=1.0.0{UTF8};q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.4",
        "text",
    ),
    ("3.x, `PrometheusText0.0.4` alone", "text/plain;version=0.0.4;q=0.6,*/*;q=0.5", "text"),
    (
        "2.5 to 2.39, OpenMetrics 0.0.1",
        "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "text",
    ),
]
CLIENTS = [
    ("curl", CN, ["*/*"], "text"),
    ("nobody who says nothing", CN, [], "text"),
    ("Firefox", RFC, ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "text"),
    (
        "Chrome",
        RFC,
        [
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
        ],
        "text",
    ),
    ("who accepts nothing that there is: 200 all the same", XF, ["application/json"], "text"),
    ("`text/*`", RFC, ["text/*"], "text"),
    ("an empty header", RFC, [""], "text"),
    (
        "the greatest weight, wherever it stands",
        CN,
        ["text/plain;q=0.5,application/openmetrics-text;version=1.0.0;q=0.9"],
        "openmetrics",
    ),
    (
        "the greatest weight, and not what is named",
        CN,
        ["application/openmetrics-text;version=1.0.0;q=0.1,text/plain;version=0.0.4;q=0.9"],
        "text",
    ),
    (
        "no media type whose name only contains ours",
        CN,
        ["application/openmetrics-text-x;version=1.0.0,text/plain;q=0.1"],
        "text",
    ),
    (
        "the next one, where the first is not supported",
        CN,
        ["application/vnd.google.protobuf;proto=other;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.5"],
        "openmetrics",
    ),
    (
        "OpenMetrics with a weight of 0, never",
        RFC,
        ["application/openmetrics-text;version=1.0.0;q=0,text/plain;q=0.1"],
        "text",
    ),
    ("protobuf with a weight of 0, never", RFC, [f"{PROTOBUF};q=0,text/plain;q=0.1"], "text"),
    (
        "text with a weight of 0 and something else",
        RFC,
        ["text/plain;q=0,application/openmetrics-text;version=1.0.0;q=0.1"],
        "openmetrics",
    ),
    (
        "a weight of more than 1, as if it were not there",
        RFC,
        ["application/openmetrics-text;version=1.0.0;q=7,text/plain;q=0.1"],
        "text",
    ),
    (
        "a weight that is no number, likewise",
        RFC,
        ["application/openmetrics-text;version=1.0.0;q=high,text/plain;q=0.1"],
        "text",
    ),
    ("types in capitals", RFC, ["APPLICATION/OPENMETRICS-TEXT;version=1.0.0"], "openmetrics"),
    ("parameters in capitals", RFC, ["application/openmetrics-text;VERSION=1.0.0;Q=0.9,text/plain;q=0.1"], "openmetrics"),
    ("a version in quotes", RFC, ['application/openmetrics-text;version="1.0.0"'], "openmetrics"),
    (
        "blanks around everything",
        RFC,
        ["  application/openmetrics-text ;  version=1.0.0 ; q=0.9 ,  text/plain ; q=0.1 "],
        "openmetrics",
    ),
    (
        "several lines, which are one list",
        RFC,
        ["text/plain;q=0.1", "application/openmetrics-text;version=1.0.0;q=0.9"],
        "openmetrics",
    ),
    ("OpenMetrics without a version", OM, ["application/openmetrics-text"], "openmetrics"),
    ("a version to come, and the next one", OM, ["application/openmetrics-text;version=99.0.0,text/plain;q=0.1"], "text"),
    ("a version to come, alone", OM, ["application/openmetrics-text;version=2.0.0"], "text"),
    ("protobuf without its parameters, not", CN, ["application/vnd.google.protobuf,text/plain;q=0.1"], "text"),
    ("`application/*`, no protobuf", CN, ["application/*"], "openmetrics"),
]


def other(wanted):
    """A defect: another format than that."""
    return always_accepts(ACCEPT["openmetrics" if wanted == "text" else "text"])


def expect(number, says, source, accept, wanted, defect):
    def check(address):
        answer = scrape(address, *accept)
        if (answer.status, answer.format) != (200, wanted):
            yield f"{answer.status} {answer['content-type']}"

    rule(number, says, source, "endpoint", defect)(check)


for at, (version, accept, wanted) in enumerate(ACCEPTS, 1):
    expect(f"C1.{at}", f"Prometheus {version}: {wanted}", SC, [accept], wanted, other(wanted))
for at, (client, source, accept, wanted) in enumerate(CLIENTS, 1):
    defect = answered_with(status=406) if "200 all the same" in client else other(wanted)
    expect(f"C2.{at}", f"{client}: {wanted}", source, accept, wanted, defect)

NONSENSE = [
    ",",
    ";",
    ";;;=",
    "*",
    "/",
    "*/",
    "/*",
    "a/b/c",
    "text",
    "text/plain;",
    "text/plain;version",
    "text/plain;=",
    'text/plain;version="',
    "q=1",
    ";q=1",
    "text/plain;q=",
    "text/plain;q=1;q=0",
    "*/*;q=NaN",
    "*/*;q=-1",
    "*/*;q=1e999",
    "\t,\t",
    "a" * 4000,
    "," * 2000,
    "text/plain;version=" + "9" * 1000,
    'text/plain;a="\\',
    "\u00fc/\u00fc",
]


@rule("C3.1", "no nonsense in Accept is an error", RFC, "endpoint", answers(rb"Accept: ;;;=", 500))
def _(address):
    for accept in NONSENSE:
        answer = scrape(address, accept)
        if answer.status != 200:
            yield f"{answer.status} for {accept[:40]!r}"


@rule("C3.2", "nor in Accept-Encoding", RFC, "endpoint", answers(rb"Accept-Encoding: ;;;=", 500))
def _(address):
    for encoding in NONSENSE:
        answer = scrape(address, encoding=encoding)
        if answer.status != 200:
            yield f"{answer.status} for {encoding[:40]!r}"


CONTENT_TYPES = {
    "text": ("text/plain;version=0.0.4", "text/plain; version=0.0.4; charset=utf-8"),
    "text 1.0.0": ("text/plain;version=1.0.0", "text/plain; version=1.0.0; charset=utf-8; escaping=underscores"),
    "OpenMetrics": (
        ACCEPT["openmetrics"],
        "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores",
    ),
    "protobuf": (PROTOBUF, "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"),
}
for at, (name, (accept, wanted)) in enumerate(CONTENT_TYPES.items(), 1):

    def content_type(address, accept=accept, wanted=wanted):
        answer = scrape(address, accept)
        if answer["content-type"] != wanted or answer.count("content-type") != 1:
            yield answer["content-type"]

    rule(
        f"C4.{at}",
        f"the content type of {name}, to the letter: Prometheus 3 refuses others",
        SC,
        "endpoint",
        answered_with(content_type="text/plain"),
    )(content_type)

for at, scheme in enumerate(["allow-utf-8", "underscores", "dots", "values"], 1):

    def escaping(address, scheme=scheme):
        for accept in (ACCEPT["openmetrics"], PROTOBUF, "text/plain;version=1.0.0"):
            answer = scrape(address, f"{accept};escaping={scheme}")
            if answer.escaping != scheme:
                yield f"{answer['content-type']}"

    (
        rule(
            f"C5.{at}",
            f"`escaping={scheme}` is applied, and said",
            CN,
            "endpoint",
            headers_replaced(rb";escaping=[a-z8-]+", b""),
        )(escaping)
        if scheme != "underscores"
        else rule(
            f"C5.{at}",
            f"`escaping={scheme}` is applied, and said",
            CN,
            "endpoint",
            headers_replaced(rb"escaping=[a-z8-]+", b"escaping=dots"),
        )(escaping)
    )


@rule(
    "C5.5",
    "a scheme that there is not means underscores",
    CN,
    "endpoint",
    headers_replaced(rb"escaping=none", b"escaping=values"),
)
def _(address):
    answer = scrape(address, ACCEPT["openmetrics"] + ";escaping=none")
    if answer.escaping != "underscores":
        yield answer["content-type"]


@rule(
    "C5.6",
    "legal names are the same under each scheme",
    ES,
    "endpoint",
    answered_with(body=lambda body: body.replace(b"every_tick_total", b"every__tick__total")),
)
def _(address):
    for scheme in ("allow-utf-8", "underscores", "dots", "values"):
        if (
            b"\nevery_tick_total 9007199254740993\n"
            not in scrape(address, f"{ACCEPT['openmetrics']};escaping={scheme}").body
        ):
            yield scheme
