"""Where a report comes from: the tool, the day, the policy, the rules, and the files that the check went by."""

from collections.abc import Iterator

from rightsgate.checker.model import Run
from rightsgate.logic.number import Number, written
from rightsgate.report.writer import Options
from rightsgate.text.digest import digest_of_all


def provenance_of(run: Run, options: Options, exit_code: int) -> Iterator[tuple[str, str]]:
    """Yield what is needed to perform the check again, each with its label."""
    yield "Tool", f"rightsgate {options.version}"
    yield "Day of the check", run.as_of
    yield "Exit code", str(exit_code)
    yield "Policy", f"{run.policy.name} ({run.policy.title}), digest {run.policy.digest}"
    yield "Decisions count for", run.policy.valid_for
    yield "Rules", f"digest {digest_of_all((run.digests[name], name) for name in run.packs)}"
    for name in run.packs:
        yield "Rule pack", f"{name}, digest {run.digests[name]}"
    yield "Engine", run.engine
    if run.waivers is not None:
        yield "Waivers", f"{run.waivers.path}, digest {run.waivers.digest}"
    if run.baseline is not None:
        yield "Baseline", f"{run.baseline.path} of {run.baseline.as_of}, digest {run.baseline.digest}"
    asked = options.asked
    if asked.config:
        yield "Configuration", f"{asked.config}, digest {asked.config_digest}"
    given = (("manifests", asked.manifests), ("exclude", asked.exclude), ("rules", asked.rules))
    for name, values in given:
        if values:
            yield f"Call: {name}", ", ".join(values)
    if asked.subject:
        yield "Call: subject", asked.subject
    for one in run.parameters:
        value = written(one.value) if isinstance(one.value, Number) else str(one.value)
        yield "Threshold", f"{one.id} = {value} ({one.origin.value}): {one.means}"
