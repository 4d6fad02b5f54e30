"""The formats ``sarif`` and ``sarif:github``."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Finding, Verdict
from rightsgate.report.sarif.contract import SCHEMA, VERSION, Level, Result
from rightsgate.report.sarif.head import invocation_of, properties_of, run_of
from rightsgate.report.sarif.manifest import manifest_properties, nothing_checked
from rightsgate.report.sarif.profile import FULL, Profile
from rightsgate.report.sarif.result import result_of
from rightsgate.report.sarif.rules import places_of, rules_of
from rightsgate.report.writer import Options
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome

# How a line of a part begins: with the rank of a result, the most severe first, or the mark of a manifest.
LEVELS: Final = tuple(Level)
STRENGTHS: Final = tuple(Strength)
MANIFEST: Final = "manifest"


class SarifWriter:
    """Writes a SARIF report. Its parts are lines, which it arranges at the end: results, then manifests."""

    separator = ""

    def __init__(self, run: Run, options: Options, profile: Profile = FULL) -> None:
        """Write under a run, what the profile says of it."""
        self.run = run
        self.options = options
        self.profile = profile
        self.show = tuple(outcome for outcome in Outcome if outcome.is_open)
        self.detail = dict.fromkeys(self.show, Detail.DERIVED)
        self.places = places_of(run)

    def part(self, part: ManifestReport) -> str:
        """Return a line for each result of a manifest, and one for the manifest."""
        lines = [_line(_rank(result, Strength.MUST), result) for result in nothing_checked(part, self.places)]
        told = (one for one in part.findings if one.outcome.is_open and not self.profile.left_out(one))
        lines += [self._result(finding, part) for finding in told]
        return "".join((*lines, _line(MANIFEST, manifest_properties(part, self.run, self.profile))))

    def _result(self, finding: Finding, part: ManifestReport) -> str:
        result = result_of(finding, part, self.run, self.places, self.profile)
        return _line(_rank(result, finding.strength), result)

    def arranged(
        self, lines: Callable[[], Iterator[str]], tally: Tally, verdict: Verdict, exit_code: int
    ) -> Iterator[str]:
        """Yield the whole report; of more results than it holds, those that are most severe."""
        counts = Counter(rank for rank, _ in _parted(lines()) if rank != MANIFEST)
        kept = _kept(counts, self.profile.most_results)
        cut = counts.total() - kept.total()
        invocation = invocation_of(self.run, tally, verdict, exit_code, cut, self.profile)
        head = _encoded(run_of(self.options, tuple(rules_of(self.run, self.profile)), invocation)).removesuffix("}")
        yield f'{{"$schema":"{SCHEMA}","version":"{VERSION}","runs":[{head},"results":[\n'
        yield from _listed(data for rank, data in _parted(lines()) if rank != MANIFEST and _takes(kept, rank))
        held = {"held": counts.total() - cut, "cut": cut}
        properties = properties_of(self.run, self.options, tally, verdict, held)
        yield f'],"properties":{_encoded(properties).removesuffix("}")},"manifests":[\n'
        yield from _listed(data for rank, data in _parted(lines()) if rank == MANIFEST)
        yield "]}}]}\n"


def _rank(result: Result, strength: Strength) -> str:
    level = LEVELS.index(result.level or Level.NONE)
    return f"{level}{STRENGTHS.index(strength)}"


def _line(rank: str, data: Any) -> str:
    return f"{rank}\t{_encoded(data)}\n"


def _parted(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield the rank of each line, and the JSON in it."""
    for line in lines:
        rank, _, data = line.partition("\t")
        yield rank, data.removesuffix("\n")


def _kept(counts: Counter[str], most: int) -> Counter[str]:
    """Return how many results of each rank are kept, the most severe first, so that they are no more than ``most``."""
    kept, room = Counter[str](), most or counts.total()
    for rank in sorted(counts):
        kept[rank] = min(counts[rank], room)
        room -= kept[rank]
    return kept


def _takes(kept: Counter[str], rank: str) -> bool:
    """Whether one more result of a rank is kept, and count it."""
    kept[rank] -= 1
    return kept[rank] >= 0


def _listed(entries: Iterator[str]) -> Iterator[str]:
    """Yield the entries of a list, a line each."""
    first = next(entries, None)
    if first is not None:
        yield first
        yield from chain.from_iterable((",\n", entry) for entry in entries)
        yield "\n"


def _encoded(data: Any) -> str:
    # Not msgspec.json.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    compact = bytearray()
    msgspec.json.Encoder().encode_into(data, compact)
    return compact.decode()
