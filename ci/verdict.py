"""What a judge says: each claim, and whether it holds."""


class Verdict:
    """Counts what holds and tells what does not, to the end."""

    def __init__(self, judge):
        self.judge = judge
        self.passed = self.failed = 0

    def holds(self, claim, truth, instead=""):
        if truth:
            self.passed += 1
            print("ok:", claim)
        else:
            self.failed += 1
            print("FAILED:", claim, "but", instead, flush=True)

    def equal(self, what, got, wanted):
        said = f"{what} = {wanted}"
        self.holds(said if len(said) < 120 else f"{said[:119]}…", got == wanted, f"got {got}")

    def same(self, what, got, wanted, say=str):
        """Two dicts hold the same; the first few differences are told."""
        wrong = sorted(say(key) for key in got.keys() | wanted.keys() if got.get(key) != wanted.get(key))
        self.holds(f"{len(wanted)} {what}", not wrong, f"{len(wrong)} differ: {' '.join(wrong[:5])}")

    def close(self):
        print(f"{self.judge}: {self.passed} passed, {self.failed} failed")
        return self.failed
