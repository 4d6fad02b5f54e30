"""A project outside that uses the API: type-checked with --strict --disallow-any-expr, so that no Any reaches it."""

from rightsgate import (
    Checker,
    Effect,
    Finding,
    InputError,
    Level,
    ManifestReport,
    Outcome,
    Report,
    Strength,
    Verdict,
    builtin,
    check,
    check_files,
    load_pack,
    load_policy,
)


def blocking(report: Report) -> list[str]:
    return [finding.id for finding in report.findings if finding.effect is Effect.BLOCK]


def places(finding: Finding) -> list[str]:
    why = finding.explanation
    tests = () if why is None else why.because
    return [f"{test.location.path}:{test.location.line} {test.target.name} {test.truth.name}" for test in tests]


def told(part: ManifestReport) -> list[str]:
    lines = [f"{part.path}: {part.verdict.value}, {part.counts[Outcome.UNMET]} unmet"]
    lines += [one.duty.id for one in part.findings if one.strength is Strength.MUST]
    lines += [f"{risk.risk.name}: {risk.severity.scale}" for risk in part.assessment.risks if risk.certain]
    for impact in part.assessment.impacts:
        lines += [tie.actor for tie in impact.involvements if tie.level is Level.CAUSE]
    return lines + [f"{step.rule} {step.fact}" for step in part.derivations.values()]


def main(paths: list[str]) -> int:
    try:
        report = check(paths, as_of="2026-11-30", policy="release-gate", derivations=True)
    except InputError as error:
        print(
            *(
                f"{fault.code} {fault.input.name}:{fault.line}-{fault.end_line}: {fault.message}"
                for fault in error.faults
            ),
            sep="\n",
        )
        return 2
    pack = load_pack([builtin("rules")])
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), as_of="2026-11-30")
    for part in check_files(checker, paths):
        print(*told(part), sep="\n")
    print(report.run.as_of, *blocking(report))
    return 0 if report.verdict is Verdict.PASSED else 1
