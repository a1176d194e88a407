"""Reads which lines ran (lcov), and prints the share for each published crate."""

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CRATES = ["metrics-core", "metrics-derive/syntax", "metrics-derive", "metrics-attr", "metrics-export", "metrics-process", "metrics-tracing"]
NO_SOURCE = {"tests.rs", "models.rs", "orders.rs", "mutations.rs", "modelled.rs", "exploration.rs"}
# Methods that no program which compiles can call: they are there for what the compiler says (tests/ui/recording).
NEVER_RUNS = {"not_offered.rs"}
LEAST = {"metrics-core": 95.0}


def first_test_line(path):
    """Where the tests at the end of a file begin; after its end, if it has none."""
    lines = path.read_text().splitlines()
    for number, (line, after) in enumerate(zip(lines, lines[1:]), 1):
        if line.startswith("#[cfg(") and "test" in line and after.startswith("mod ") and after.endswith("{"):
            return number
    return len(lines) + 1


def runs(lcov):
    """For each file of ours, how often each of its lines ran."""
    counts = defaultdict(dict)
    for line in lcov.read_text().splitlines():
        kind, _, value = line.partition(":")
        if kind == "SF":
            path = Path(value).resolve()
            ours = path.is_relative_to(ROOT) and path.name not in NO_SOURCE | NEVER_RUNS
            ours = ours and "tests" not in path.relative_to(ROOT).parts
            end = first_test_line(path) if ours else 0
        elif kind == "DA":
            number, times = map(int, value.split(",")[:2])
            if number < end:
                counts[path.relative_to(ROOT)][number] = max(times, counts[path.relative_to(ROOT)].get(number, 0))
    return counts


def share(lines):
    return 100 * sum(times > 0 for times in lines) / len(lines)


def main(lcov, files=""):
    of_crate, counts = defaultdict(list), runs(Path(lcov))
    for path, lines in sorted(counts.items()):
        crate = next((crate for crate in CRATES if path.is_relative_to(Path(crate, "src"))), None)
        of_crate[crate].extend(lines.values())
        if crate and files and share(lines.values()) < 95:
            missed = [number for number, times in sorted(lines.items()) if not times]
            print(f"  {path}: {share(lines.values()):.1f} %, not {missed}")
    low = 0
    for crate in CRATES:
        if crate in of_crate:
            lines = of_crate[crate]
            low += share(lines) < LEAST.get(crate, 0)
            print(f"{crate}: {share(lines):.1f} % of {len(lines)} lines")
    return low


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
