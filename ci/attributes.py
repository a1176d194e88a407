"""Tries the functions of tests/corpus with each attribute: called by ci/attributes."""

import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CORPUS = pathlib.Path("tests/corpus")
PAGE = pathlib.Path("docs/track_metrics.md")
MARK = "<!-- ci/attributes --write -->"
END = "<!-- to here -->"
# How each is called on the page, where it is, and how it is written.
ATTRIBUTES = {
    "none": (None, ""),
    "`track_metrics`": ("metrics_core::track_metrics", "#[attribute]"),
    "`autometrics` 3.0.0": ("autometrics::autometrics", "#[attribute]"),
    "`tracing::instrument(skip_all)` 0.1.44": ("tracing::instrument", "#[attribute(skip_all)]"),
    "`tracing::instrument` 0.1.44": ("tracing::instrument", "#[attribute]"),
}
# Those with a column of their own. The last one needs `Debug` of each parameter, which would fill the table.
SHOWN = list(ATTRIBUTES)[1:-1]
ROOT = """#![deny(warnings)]
#![allow(dead_code, unused_imports)]
{attribute}
#[path = "{support}"]
mod support;
{case}
fn main() {{
    {name}::check();
}}
"""


def cases():
    """The name and the source of each case: a module that begins and ends at the start of a line."""
    for path in sorted(CORPUS.glob("*.rs")):
        for found in re.finditer(r"^pub mod (\w+) \{\n.*?^\}", path.read_text(), re.M | re.S):
            yield path.stem, found.group(1), found.group(0).removeprefix("pub ")


def library(deps, name):
    """The newest library of that name."""
    return max(deps.glob(f"lib{name}-*.rlib"), key=lambda path: path.stat().st_mtime)


def attempt(deps, folder, attribute, case):
    """Why a case fails with an attribute; nothing if it does not."""
    stem, name, source = case
    path, written = attribute
    source = source.replace("#[attribute]", written)
    if path is None:
        source = re.sub(r"use (crate|super)::attribute;", "", source)
    program = folder / f"{stem}_{name}"
    support = (CORPUS / "support.rs").resolve()
    use = f"use {path} as attribute;" if path else ""
    root = ROOT.format(attribute=use, support=support, case=source, name=name)
    program.with_suffix(".rs").write_text(root)
    command = ["rustc", "--edition=2024", "--error-format=json", "-Cdebuginfo=0", "-L", f"dependency={deps}"]
    for crate in ("metrics_core", "autometrics", "tracing"):
        command += ["--extern", f"{crate}={library(deps, crate)}"]
    compiled = subprocess.run([*command, "-o", program, program.with_suffix(".rs")], capture_output=True, text=True)
    if compiled.returncode:
        return "does not compile", first_error(compiled.stderr)
    ran = subprocess.run([program], capture_output=True, text=True, timeout=60)
    program.unlink()
    return ("behaves differently", panic(ran.stderr)) if ran.returncode else None


def first_error(said):
    """What the compiler says first, with the lint if it is one."""
    messages = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    error = next(message for message in messages if message["level"] == "error")
    code = (error["code"] or {}).get("code", "")
    return error["message"].splitlines()[0] + ("" if not code or code.startswith("E0") else f" ({code})")


def panic(said):
    """What the last panic says, on one line."""
    texts = re.findall(r"panicked at [^\n]*:\n(.*?)(?:\nnote: |\nstack backtrace|\nthread |\Z)", said, re.S)
    return " ".join(texts[-1].split()) if texts else said.strip().splitlines()[-1]


def table(results):
    """The failures, a line for each case with one; and how many there are."""
    lines = ["| function | " + " | ".join(SHOWN) + " |", "|---" * (len(SHOWN) + 1) + "|"]
    for stem, name, _ in CASES:
        failures = [results[attribute][stem, name] for attribute in SHOWN]
        if any(failures):
            cells = ["yes" if failure is None else f"{failure[0]}: {shown(failure[1])}" for failure in failures]
            lines.append(f"| `{stem}::{name}` | " + " | ".join(cells) + " |")
    taken = {name: sum(failure is None for failure in results[name].values()) for name in ATTRIBUTES}
    lines.append(f"| **of {len(CASES)}** | " + " | ".join(f"**{taken[name]}**" for name in SHOWN) + " |")
    *_, last = ATTRIBUTES
    return "\n".join(lines) + f"\n\nWith {last}, which needs `Debug` of each parameter: {taken[last]}."


def shown(reason):
    """A message as a cell of a table."""
    reason = reason.removeprefix("assertion `left == right` failed ")
    reason = reason if len(reason) < 90 else reason[:87] + "…"
    if reason.startswith("left:"):
        return f"`{reason.replace('|', '/')}`"
    return reason.replace("|", "\\|").replace("<", "\\<").replace("_", "\\_").replace("*", "\\*")


CASES = list(cases())


def main():
    """Tries all, two at a time."""
    deps = pathlib.Path(sys.argv[1]).resolve()
    results = {}
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, attribute in ATTRIBUTES.items():
            work = pathlib.Path(folder) / re.sub(r"\W", "", name)
            work.mkdir()
            outcomes = pool.map(lambda case: attempt(deps, work, attribute, case), CASES)
            results[name] = {case[:2]: outcome for case, outcome in zip(CASES, outcomes)}
    wrong = {case: reason for case, reason in results["none"].items() if reason}
    if wrong:
        sys.exit(f"cases that fail without an attribute: {wrong}")
    if "--write" not in sys.argv:
        print(table(results))
        return
    before, mark, after = PAGE.read_text().partition(MARK)
    rest = after[after.index(END) :]
    PAGE.write_text(f"{before}{mark}\n{table(results)}\n\n{rest}")


main()
