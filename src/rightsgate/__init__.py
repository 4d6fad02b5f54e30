"""rightsgate: policy-as-code for human rights in generative AI.

The public API: load a pack and a policy, make a ``Checker``, check manifests::

    pack = load_pack([builtin("rules")])
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), as_of="2026-11-21")
    report = check_files(checker, ["manifest.yaml"])
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing typing would take time before an interrupt can be answered
    from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Checker": "rightsgate.check.pipeline",
    "InputError": "rightsgate.errors",
    "builtin": "rightsgate.rules.packs.load",
    "check_files": "rightsgate.check.pipeline",
    "load_pack": "rightsgate.rules.packs.load",
    "load_policy": "rightsgate.rules.forms.policy",
}
__all__ = ["Checker", "InputError", "__version__", "builtin", "check_files", "load_pack", "load_policy"]


def __getattr__(name: str) -> "Any":
    """Import a part of the API when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rightsgate' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
