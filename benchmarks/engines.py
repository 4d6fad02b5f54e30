"""The native engine and durable-rules on the shipped rules: milliseconds and their ratio, both measured in one run.

Run: python benchmarks/engines.py [ROUNDS] [MANIFEST ...]. Only the engines are timed: what a manifest states goes in,
all that follows comes out. They take turns, medians of CPU time count, and what they derive is compared.
"""

import gc
import sys
import time
from pathlib import Path
from statistics import median

from rightsgate.checker.checker import ENGINES
from rightsgate.evaluate.facts import FactBase
from rightsgate.evaluate.run import Evaluator
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.files import read_located

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
USUAL = tuple(FIXTURES / name / "manifest.yaml" for name in ("small", "five-companies-call-summariser", "starcoder"))
AS_OF = "2026-11-01"


def timed(evaluator: Evaluator, manifest: Manifest, facts: FactBase) -> tuple[float, object]:
    """Return the CPU milliseconds that deriving takes, and what was derived."""
    begun = time.process_time()
    derived = evaluator.derive(manifest, facts)
    took = (time.process_time() - begun) * 1000
    return took, ({kind: table for kind, table in derived.closure.truths.items() if table}, derived.closure.derivations)


def main(rounds: int, paths: tuple[Path, ...]) -> None:
    """Print a line for each manifest."""
    pack = load_pack([builtin("rules")])
    duties = [duty for duty in pack.duties if not duty.out_of_reach]
    evaluators = {name: Evaluator(pack, duties, AS_OF, name) for name in ENGINES}
    gc.disable()
    print(f"{'manifest':32}{'facts':>8}{'derivations':>13}" + "".join(f"{name:>11}" for name in ENGINES) + "  ratio")
    for path in paths:
        manifest = read_manifest(read_located(path, str(path)), str(path), pack.vocabulary)
        facts = evaluators["native"].facts(manifest)
        times: dict[str, list[float]] = {name: [] for name in ENGINES}
        for turn in range(rounds + 1):
            results = {name: timed(evaluator, manifest, facts) for name, evaluator in evaluators.items()}
            if turn:
                for name, (took, _) in results.items():
                    times[name].append(took)
        (truths, ways), other = (result for _, result in results.values())
        if (truths, ways) != other:
            raise SystemExit(f"{path}: the engines do not agree")
        one, two = (median(times[name]) for name in ENGINES)
        count = sum(map(len, truths.values())), sum(map(len, ways.values()))
        print(f"{path.parent.name:32}{count[0]:8}{count[1]:13}{one:8.1f} ms{two:8.1f} ms{two / one:7.1f}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 20,
        tuple(map(Path, sys.argv[2:])) or USUAL,
    )
