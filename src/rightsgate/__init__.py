"""rightsgate: policy-as-code for human rights in generative AI.

The common case in one call::

    report = check("manifest.yaml", as_of="2026-11-21")

Many manifests by the same rules::

    pack = load_pack([builtin("rules")])
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), as_of="2026-11-21")
    parts = check_files(checker, ["one.yaml", "two.yaml"])
"""

from rightsgate.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing all of it would take time before an interrupt can be answered
    from rightsgate.checker.checker import Checker as Checker
    from rightsgate.checker.files import check as check
    from rightsgate.checker.files import check_files as check_files
    from rightsgate.checker.model import ActorSummary as ActorSummary
    from rightsgate.checker.model import ManifestReport as ManifestReport
    from rightsgate.checker.model import Report as Report
    from rightsgate.checker.model import Run as Run
    from rightsgate.errors import Fault as Fault
    from rightsgate.errors import Input as Input
    from rightsgate.errors import InputError as InputError
    from rightsgate.errors import InputKind as InputKind
    from rightsgate.errors import Severity as Severity
    from rightsgate.evaluate.model import Explanation as Explanation
    from rightsgate.evaluate.model import Test as Test
    from rightsgate.explain.model import Step as Step
    from rightsgate.findings.model import Finding as Finding
    from rightsgate.findings.model import Verdict as Verdict
    from rightsgate.limits import Limits as Limits
    from rightsgate.manifest.decision import Decision as Decision
    from rightsgate.manifest.location import Location as Location
    from rightsgate.manifest.model import Manifest as Manifest
    from rightsgate.people.model import Assessment as Assessment
    from rightsgate.people.model import Impact as Impact
    from rightsgate.people.model import Involvement as Involvement
    from rightsgate.people.model import ProductRisk as ProductRisk
    from rightsgate.rules.forms.policy import load_policy as load_policy
    from rightsgate.rules.model.attribution import Level as Level
    from rightsgate.rules.model.duty import Duty as Duty
    from rightsgate.rules.model.duty import Strength as Strength
    from rightsgate.rules.model.outcome import Effect as Effect
    from rightsgate.rules.model.outcome import Outcome as Outcome
    from rightsgate.rules.model.pack import Pack as Pack
    from rightsgate.rules.model.policy import Policy as Policy
    from rightsgate.rules.packs.load import builtin as builtin
    from rightsgate.rules.packs.load import load_pack as load_pack

__version__ = VERSION

# Where each name of the API lives, by module.
_HOMES = {
    "checker.checker": ("Checker",),
    "checker.files": ("check", "check_files"),
    "checker.model": ("ActorSummary", "ManifestReport", "Report", "Run"),
    "errors": ("InputKind", "Fault", "InputError", "Severity", "Input"),
    "evaluate.model": ("Explanation", "Test"),
    "explain.model": ("Step",),
    "findings.model": ("Finding", "Verdict"),
    "limits": ("Limits",),
    "manifest.decision": ("Decision",),
    "manifest.location": ("Location",),
    "manifest.model": ("Manifest",),
    "people.model": ("Assessment", "Impact", "Involvement", "ProductRisk"),
    "rules.forms.policy": ("load_policy",),
    "rules.model.attribution": ("Level",),
    "rules.model.outcome": ("Effect", "Outcome"),
    "rules.model.pack": ("Pack",),
    "rules.model.policy": ("Policy",),
    "rules.model.duty": ("Duty", "Strength"),
    "rules.packs.load": ("builtin", "load_pack"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = [
    "ActorSummary",
    "Assessment",
    "Checker",
    "Decision",
    "Duty",
    "Effect",
    "Explanation",
    "Fault",
    "Finding",
    "Impact",
    "Input",
    "InputError",
    "InputKind",
    "Involvement",
    "Level",
    "Limits",
    "Location",
    "Manifest",
    "ManifestReport",
    "Outcome",
    "Pack",
    "Policy",
    "ProductRisk",
    "Report",
    "Run",
    "Severity",
    "Step",
    "Strength",
    "Test",
    "Verdict",
    "__version__",
    "builtin",
    "check",
    "check_files",
    "load_pack",
    "load_policy",
]


def __getattr__(name: str) -> object:
    """Import a part of the API when it is first used, so that importing the package costs nothing."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'rightsgate' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"rightsgate.{_HOME_OF[name]}"), name)
