"""Judges the crates that are published: their manifests, what is in their packages, and that none contains `unsafe`.

With --names, prints their names instead.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from verdict import Verdict

ROOT = Path(__file__).resolve().parent.parent
# Loom has to be told that a load is not synchronised; see `own_load`. Only models are built with this.
MODELS = "metrics-core/src/sync/modelled.rs"
WORDS = re.compile(r"""//.*|"(?:\\.|[^"\\])*"|\bunsafe\s*(?:\{|fn\b|impl\b|trait\b|extern\b)""")


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def published():
    metadata = json.loads(cargo("metadata", "--format-version=1", "--no-deps", "--locked"))
    return [package for package in metadata["packages"] if package["publish"] is None]


def unsafe_places(folder):
    """Where `unsafe` is said, in neither a comment nor a string."""
    for file in sorted(folder.rglob("*.rs")):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if any(word.startswith("unsafe") for word in WORDS.findall(line)):
                yield f"{file.relative_to(ROOT)}:{number}"


def judge(package, verdict):
    name, folder = package["name"], Path(package["manifest_path"]).parent
    for key in ["description", "license", "repository", "rust_version", "readme"]:
        verdict.holds(f"{name} has a {key}", package[key])
    verdict.holds(f"{name} is found by keywords and categories", package["keywords"] and package["categories"])
    optional = package["features"].keys() - {"default"}
    documented = (package["metadata"] or {}).get("docs", {}).get("rs", {}).get("all-features")
    verdict.holds(f"docs.rs shows all features of {name}", documented or not optional)

    files = set(cargo("package", "--list", "--allow-dirty", "--locked", "--package", name).split())
    missing = {"Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"} - files
    verdict.holds(f"the package of {name} has its licences and a page", not missing, f"lacks {missing}")

    root = next(target["src_path"] for target in package["targets"] if {"lib", "proc-macro"} & set(target["kind"]))
    verdict.holds(f"{name} forbids `unsafe`", "forbid(unsafe_code)" in Path(root).read_text())
    places = [place for place in unsafe_places(folder / "src") if not place.startswith(MODELS)]
    verdict.equal(f"`unsafe` in {name}", places, [])


def main():
    packages = published()
    if "--names" in sys.argv:
        print("\n".join(package["name"] for package in packages))
        return 0
    verdict = Verdict("manifests")
    verdict.equal("`unsafe` in models", len(list(unsafe_places((ROOT / MODELS).parent))), 1)
    for package in packages:
        judge(package, verdict)
    return verdict.close()


if __name__ == "__main__":
    sys.exit(main())
