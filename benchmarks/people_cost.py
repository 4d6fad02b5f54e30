"""What risks, pathways, involvement and remedy cost on top of the duties alone: a ratio, both measured in one run.

Run: python benchmarks/people_cost.py [MANIFEST] [ROUNDS]. Both sides read, check and write the same manifest as text
with the same duties; one side knows only roles and the value chain, the other everything. They take turns, and medians
count.
"""

import gc
import sys
import time
from pathlib import Path
from statistics import median

from msgspec import structs

from rightsgate.checker.checker import Checker
from rightsgate.evaluate.model import Detail
from rightsgate.report.text.report import text_part
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.risk import RiskTables
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.files import read_located
from rightsgate.text.layout import Page

ROOT = Path(__file__).resolve().parent.parent
DETAIL = {Outcome.UNMET: Detail.TESTS, Outcome.UNKNOWN: Detail.BRIEF, Outcome.JUDGEMENT: Detail.BRIEF}
DUTIES_NEED = ("roles.yaml", "value_chain.yaml")


def duties_alone(pack: Pack) -> Pack:
    """Return the pack with only the inferences that decide which duties bind whom, and without risk tables."""
    kept = tuple(rule for rule in pack.inferences if rule.path.endswith(DUTIES_NEED))
    return structs.replace(pack, inferences=kept, tables=RiskTables())


def seconds(checker: Checker, path: Path, page: Page) -> float:
    """Return the CPU seconds that reading, checking and writing one manifest takes."""
    begun = time.process_time()
    report = checker.check(checker.load(read_located(path, str(path)), str(path)), DETAIL)
    text_part(report, checker.run(), show=frozenset({Outcome.UNMET}), page=page)
    return time.process_time() - begun


def main(path: Path, rounds: int) -> None:
    """Print both medians and their ratio."""
    pack = load_pack([builtin("rules")])
    policy = load_policy("release-gate", builtin("policies"), pack)
    sides = {
        "duties alone": Checker(duties_alone(pack), policy, "2026-11-01"),
        "with people": Checker(pack, policy, "2026-11-01"),
    }
    pages = {name: Page(colour=False) for name in sides}
    gc.collect()
    gc.disable()
    times: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds + 10):
        for name, checker in sides.items():
            took = seconds(checker, path, pages[name])
            if turn >= 10:
                times[name].append(took)
    alone, people = (median(times[name]) for name in sides)
    print(f"{path}: duties alone {alone * 1000:.2f} ms, with people {people * 1000:.2f} ms: {people / alone:.2f} times")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        Path(given[0]) if given else ROOT / "fixtures" / "five-companies-call-summariser" / "manifest.yaml",
        int(given[1]) if len(given) > 1 else 200,
    )
