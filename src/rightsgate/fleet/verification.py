"""Make the check of a JSON report again, from the same manifests, rules and policy, and compare the two."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from rightsgate.fleet.reports import plain_json
from rightsgate.fleet.session import Session, Settings
from rightsgate.fleet.whole import whole_report
from rightsgate.limits import Limits
from rightsgate.report.comparison import Difference, differences
from rightsgate.report.json.contract.run import Report
from rightsgate.report.writer import Asked, Options
from rightsgate.text.digest import digest_of
from rightsgate.text.files import look

# What says how the call was written, and not what it found.
NOT_COMPARED = ("skipped",)
NOT_COMPARED_OF_RUN = ("unlocked",)


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What verifying a report found: what of its inputs is not the same here, or else what of its results is not."""

    report: Report
    changed: tuple[Difference, ...]
    differing: tuple[Difference, ...]

    @property
    def confirmed(self) -> bool:
        """Whether the same inputs give the same report."""
        return not self.changed and not self.differing


def settings_of(
    report: Report, limits: Limits, *, policy: str | None, folders: Sequence[str], cache: str | None
) -> Settings:
    """Return the settings of the call that made a report, with another ``policy`` or other ``folders`` if given."""
    run, call = report.run, report.run.call
    asked = Asked(
        manifests=call.manifests,
        exclude=call.exclude,
        policy=call.policy,
        subject=call.subject,
        rules=call.rules,
        config=call.config.path if call.config else "",
        config_digest=call.config.digest if call.config else "",
    )
    options = Options(show=call.show or None, derivations=call.derivations, version=run.tool.version, asked=asked)
    return Settings(
        folders=tuple(folders) or call.rules,
        policy=policy or call.policy,
        as_of=run.as_of,
        formats=(("json", options),),
        subject=call.subject,
        waivers=call.waivers,
        baseline=call.baseline,
        manifests=len(report.manifests),
        cache=cache,
        engine=call.engine,
        limits=limits,
    )


def verify(raw: bytes, report: Report, manifests: Sequence[str], session: Session) -> Verification:
    """Make the check of a report again.

    ``manifests`` are files to take, by their digest, in place of those at the paths of the report. Raises InputError
    for a manifest that is faulty.
    """
    limits = session.settings.limits
    digests = {path: _digest(path, limits) for path in manifests}
    by_digest = {digest: path for path, digest in digests.items()}
    where = [by_digest.get(part.digest, part.path) for part in report.manifests]
    strange = (
        Difference(place=f"the manifest {path}", reported="none of its manifests", found=digest)
        for path, digest in digests.items()
        if all(part.digest != digest for part in report.manifests)
    )
    changed = (*_changed_rules(report, session), *_changed_manifests(report, where, limits), *strange)
    found = () if changed else tuple(_differing(raw, report, where, session))
    return Verification(report=report, changed=changed, differing=found)


def _changed_rules(report: Report, session: Session) -> Iterator[Difference]:
    run, here = report.run, session.run
    digests = {pack.name: pack.digest for pack in run.packs}
    for name in dict.fromkeys((*digests, *here.packs)):
        reported, found = digests.get(name, "not used"), here.digests.get(name, "not used")
        if reported != found:
            yield Difference(place=f"the rule pack {name}", reported=reported, found=found)
    if run.policy.digest != here.policy.digest:
        place = f"the policy {run.policy.name}"
        yield Difference(place=place, reported=run.policy.digest, found=here.policy.digest)
    pairs = (("waivers", run.waivers, here.waivers), ("the baseline", run.baseline, here.baseline))
    for place, digest, read in pairs:
        found = "not used" if read is None else read.digest
        if read is not None and digest != found:
            yield Difference(place=place, reported=digest or "not used", found=found)


def _changed_manifests(report: Report, where: Sequence[str], limits: Limits) -> Iterator[Difference]:
    for part, path in zip(report.manifests, where, strict=True):
        found = _digest(path, limits)
        if found != part.digest:
            yield Difference(place=f"the manifest {path}", reported=part.digest, found=found)


def _digest(path: str, limits: Limits) -> str:
    """Return the digest of a manifest, or why it has none."""
    try:
        return digest_of(look(path, limits))
    except FileNotFoundError:
        return "no such file"
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _differing(raw: bytes, report: Report, where: Sequence[str], session: Session) -> Iterator[Difference]:
    checked = (session.check_file(path, part.path) for part, path in zip(report.manifests, where, strict=True))
    found = msgspec.json.decode(whole_report(session, checked))
    yield from differences(_compared(plain_json(raw)), _compared(found))


def _compared(report: Mapping[str, Any]) -> dict[str, Any]:
    run = {key: value for key, value in report["run"].items() if key not in NOT_COMPARED_OF_RUN}
    return {key: value for key, value in report.items() if key not in NOT_COMPARED} | {"run": run}
