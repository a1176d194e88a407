"""Reads the profiles that ci/instructions had written, and prints or checks them."""

import pathlib
import re
import sys

EXPECTED = pathlib.Path("benches/instructions.txt")
# An operation may cost so many instructions more than the file says: less than one load, compare and branch.
TOLERANCE = 2.0


def totals(folder):
    """The instructions of each profile, in the order in which they were written."""
    parts = {}
    for path in folder.glob("profile.*"):
        text = path.read_text()
        if "--dump-after" in text:
            parts[int(path.suffix[1:])] = int(re.search(r"^(?:summary|totals): (\d+)", text, re.M)[1])
    return [parts[number] for number in sorted(parts)]


def figures(folder):
    """(workload, contender, style, instructions per operation), in the order in which they ran."""
    counts = totals(folder)
    contenders = [line.split("\t") for line in (folder / "contenders").read_text().splitlines()]
    if len(counts) != 2 * len(contenders):
        sys.exit(f"{len(contenders)} contenders, but {len(counts)} profiles")
    for (workload, name, style, times), once, twice in zip(contenders, counts[::2], counts[1::2]):
        yield workload, name, style, (twice - once) / int(times)


def table(found):
    """All contenders by workload."""
    marks = {"Limit": "*{}*", "Ours": "**➜ {}**", "Idiom": "**{}**", "Shortcut": "{}", "Delayed": "~~{}~~"}
    workloads = list(dict.fromkeys(workload for workload, *_ in found))
    rows = {}
    for workload, name, style, count in found:
        rows.setdefault((name, style), {})[workload] = count
    print(f"| instructions per operation | {' | '.join(workloads)} |")
    print("|:--|" + "--:|" * len(workloads))
    for (name, style), counts in rows.items():
        cells = [f"{counts[workload]:.1f}" if workload in counts else "" for workload in workloads]
        print(f"| {marks[style].format(name)} | {' | '.join(cells)} |")


def bless(found):
    """Writes what is expected from now on."""
    lines = [f"{workload} {count:.1f}\n" for workload, _, _, count in found]
    EXPECTED.write_text("# Instructions per operation, checked by ci/instructions --check.\n" + "".join(lines))


def check(found):
    """Says which operations cost more than before."""
    lines = [line.split() for line in EXPECTED.read_text().splitlines() if not line.startswith("#")]
    expected = {workload: float(count) for workload, count in lines}
    worse = []
    for workload, _, _, count in found:
        before = expected.pop(workload, None)
        if before is None or count > before + TOLERANCE:
            worse.append(f"{workload}: {count:.1f} instructions, expected {before}")
        print(f"{workload:20} {count:7.1f}  expected {before}")
    worse += [f"{workload}: expected, but not measured" for workload in expected]
    if worse:
        sys.exit("\n".join(["", *worse, "If that is meant: ci/instructions --bless, and say why in the commit."]))


def profile(found):
    """Where the instructions of the first contender come from: files, and the function that each was inlined into."""
    times = int((FOLDER / "contenders").read_text().split("\t")[3])
    files = {}
    for line in (FOLDER / "annotated").read_text().splitlines():
        if entry := re.match(r" *([\d,]+) \( *[\d.]+%\)  (\S+\.rs):", line):
            name = re.sub(r".*/(?:registry/src/[^/]+|rustc/[0-9a-f]+)/", "", entry[2])
            files[name] = files.get(name, 0) + int(entry[1].replace(",", ""))
    for name, count in sorted(files.items(), key=lambda file: -file[1]):
        # What only calls the workload is counted with all that it calls.
        if times / 2 <= count and count / times < found[0][3]:
            print(f"{count / times:7.1f}  {name}")
    print(f"{found[0][3]:7.1f}  in all: {found[0][0]}")


FOLDER = pathlib.Path(sys.argv[1])
MODES = {"--check": check, "--bless": bless, "--profile": profile}
MODES.get(sys.argv[2], table)(list(figures(FOLDER)))
