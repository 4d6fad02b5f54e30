"""The JUnit format: a test suite for each manifest, with a test case for its verdict and one for each finding.

It keeps to the schema of Ant's reports, which Jenkins and others read. What it has no place for stands in the output of
a suite.
"""

from collections.abc import Iterator
from html import escape
from typing import Final
from zlib import crc32

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Finding, Verdict
from rightsgate.report.decisions import decisions_of
from rightsgate.report.details import details_of
from rightsgate.report.exceptions import exception_text
from rightsgate.report.notices import notices_on
from rightsgate.report.reasons import grounds_of, judged_for
from rightsgate.report.standing import (
    Standing,
    about_text,
    counts_text,
    outcome_text,
    standing_of,
    standing_text,
    standings,
)
from rightsgate.report.writer import Options
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import plain

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
FOOT: Final = "</testsuites>\n"
# What becomes of a test case; those that stand otherwise have passed.
ELEMENTS: Final = {
    Standing.BLOCKS: "failure",
    Standing.UNDECIDED: "error",
    Standing.WAIVED: "skipped",
    Standing.KNOWN: "skipped",
    Standing.WAITS: "skipped",
    Standing.ADVISORY: "skipped",
    Standing.ACCEPTED: "skipped",
    Standing.INACTIVE: "skipped",
}
VERDICTS: Final = {Verdict.FAILED: "failure", Verdict.UNDECIDED: "error", Verdict.PASSED: ""}


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A test case: its name, the group it stands in, and what became of it (``element`` is empty: it passed)."""

    name: str
    group: str
    element: str = ""
    kind: str = ""
    message: str = ""
    text: str = ""


class JunitWriter:
    """Writes a report for what shows the results of tests."""

    separator = ""

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run; findings of all outcomes are test cases."""
        self.run = run
        self.options = options
        self.show = tuple(Outcome)
        self.detail = {outcome: Detail.TESTS for outcome in Outcome if outcome.is_open}

    def part(self, part: ManifestReport) -> str:
        """Return the test suite of one manifest."""
        cases = [_verdict(part), *(_case(finding, self.run) for finding in part.findings)]
        count = {kind: sum(case.element == kind for case in cases) for kind in ("failure", "error", "skipped")}
        attributes = {
            "name": part.path,
            "package": "rightsgate",
            "id": crc32(part.path.encode("utf-8", "surrogatepass")) >> 1,  # a number of its own in any order of parts
            "timestamp": f"{self.run.as_of}T00:00:00",
            "hostname": "localhost",
            "tests": len(cases),
            "failures": count["failure"],
            "errors": count["error"],
            "skipped": count["skipped"],
            "time": 0,
        }
        named = (f"<property{_attributes(name=key, value=value)}/>" for key, value in self._properties(part))
        return "\n".join(
            (
                f"<testsuite{_attributes(**attributes)}>",
                *("<properties>", *named, "</properties>"),
                *(_case_element(case, part.path) for case in cases),
                f"<system-out>{_text(_output(part, self.run))}</system-out>",
                "<system-err></system-err>",
                "</testsuite>\n",
            )
        )

    def _properties(self, part: ManifestReport) -> Iterator[tuple[str, object]]:
        """Yield how the check was made, and the counts that every format has."""
        run = self.run
        yield from (("tool", f"rightsgate {self.options.version}"), ("as_of", run.as_of), ("policy", run.policy.name))
        yield from (("policy.digest", run.policy.digest), ("rules.digest", run.rules_digest))
        yield from (("manifest.digest", part.digest), ("subject", part.subject or "all actors"))
        if run.waivers is not None:
            yield "waivers.digest", run.waivers.digest
        if run.baseline is not None:
            yield "baseline.digest", run.baseline.digest
        yield from (("verdict", part.verdict.value), ("reason", grounds_of(part.grounds)))
        yield from ((f"outcome.{outcome.value}", count) for outcome, count in part.counts.items())
        counts = standings(part.findings)
        yield from ((f"standing.{standing.value}", counts[standing]) for standing in Standing)
        yield "exceptions", sum(len(one.duties) for one in run.exceptions if not one.has_lapsed)

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:  # noqa: ARG002 - as in any format
        """Return what stands before and after the suites; the schema has no place for totals there."""
        return HEAD, FOOT


def _verdict(part: ManifestReport) -> Case:
    """Return the test case of a verdict, so that a manifest of which nothing was checked has not passed."""
    said = f"{part.verdict.value}: {grounds_of(part.grounds)}"
    return Case(
        name="verdict: the gate passes",
        group="verdict",
        element=VERDICTS[part.verdict],
        kind=part.verdict.value,
        message=said,
        text=counts_text(part.findings),
    )


def _case(finding: Finding, run: Run) -> Case:
    standing = standing_of(finding)
    name, group = f"{finding.id}: {finding.duty.title}", finding.actor or "jointly"
    if standing not in ELEMENTS:
        return Case(name=name, group=group)
    said = f"{outcome_text(finding)}: {finding.duty.title} ({about_text(finding)})"
    if not standing.is_gating:
        return Case(
            name=name, group=group, element="skipped", message=f"{standing_text(finding)} ({outcome_text(finding)})"
        )
    text = "\n".join(f"{label + ':':<9}{plain(told)}" for label, told in details_of(finding, run))
    return Case(name=name, group=group, element=ELEMENTS[standing], kind=finding.outcome.value, message=said, text=text)


def _case_element(case: Case, path: str) -> str:
    # Dots part packages and classes; those of a path do not.
    classname = f"{path.replace('.', '_')}.{case.group.replace('.', '_')}"
    start = f"<testcase{_attributes(name=case.name, classname=classname, time=0)}"
    if not case.element:
        return f"{start}/>"
    told = {"message": case.message} | ({} if case.element == "skipped" else {"type": case.kind})
    return f"{start}><{case.element}{_attributes(**told)}>{_text(case.text)}</{case.element}></testcase>"


def _output(part: ManifestReport, run: Run) -> str:
    """Return the lines on what people decided, what the policy leaves out, and what to look at."""
    lines = [
        judged_for(part, run.policy.of),
        *(f"{about}: {said}" for about, said in decisions_of(part)),
        *(exception_text(one) for one in run.exceptions),
        *(notice.text for notice in notices_on(part, run)),
    ]
    return "\n".join(plain(line) for line in lines if line)


def _attributes(**values: object) -> str:
    return "".join(f' {name}="{escape(plain(str(value)))}"' for name, value in values.items())


def _text(lines: str) -> str:
    return escape("\n".join(map(plain, lines.split("\n"))), quote=False)
