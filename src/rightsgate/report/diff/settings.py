"""In what two checks differ beside their manifests: rules, policy, subject, day, waivers, version."""

from collections.abc import Iterator

from rightsgate.report.diff.model import CauseKind, Setting
from rightsgate.report.json.contract.run import Report, Run


def settings_between(old: Report, new: Report) -> Iterator[Setting]:
    """Yield what differs, one setting each and one for every rule pack."""
    before, after = old.run, new.run
    yield from _packs(before, after)
    if before.policy.digest != after.policy.digest:
        yield Setting(what=CauseKind.POLICY, name="", before=_policy(before), after=_policy(after))
    pairs = (
        (CauseKind.SUBJECT, ", ".join(subjects_of(old)), ", ".join(subjects_of(new))),
        (CauseKind.DAY, before.as_of, after.as_of),
        (CauseKind.WAIVER, before.waivers or "", after.waivers or ""),
        (CauseKind.VERSION, before.tool.version, after.tool.version),
    )
    for what, one, other in pairs:
        if one != other:
            yield Setting(what=what, name="", before=one, after=other)


def subjects_of(report: Report) -> tuple[str, ...]:
    """Return the subjects of the manifests, each once."""
    return tuple(dict.fromkeys(part.subject for part in report.manifests if part.subject))


def _packs(before: Run, after: Run) -> Iterator[Setting]:
    olds = {pack.name: pack.digest for pack in before.packs}
    news = {pack.name: pack.digest for pack in after.packs}
    for name in dict.fromkeys((*olds, *news)):
        one, other = olds.get(name, ""), news.get(name, "")
        if one != other:
            yield Setting(what=CauseKind.RULES, name=name, before=one, after=other)


def _policy(run: Run) -> str:
    return f"{run.policy.name} ({run.policy.digest})"
