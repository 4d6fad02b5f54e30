"""Codes that say another one too, as the semantics name them: who states the narrower one has stated the wider one.

They count in what conditions ask, not in what is derived: a filter that takes out biometric data takes out no addresses.
"""

from collections.abc import Mapping

from oracle.language import Path
from oracle.operators import Stated, Value

PERSONAL = ("personal_data",)
FILTERS = {"csam_prompt_filter": ("prompt_filter",), "violence_hate_filter": ("output_filter",)}
IMPLIED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "dataset.contains": {
        "ip_protected": ("original_works",),
        "sensitive_personal_data": PERSONAL,
        "biometric": PERSONAL,
        "voice_likeness": PERSONAL,
        "social_media": ("user_generated",),
    },
    "model.safeguards": {"ncii_filter": ("content_filter",), "csam_block": ("content_filter",), **FILTERS},
    "app.safeguards": {"ncii_detection": ("classifier",), **FILTERS},
    "actor.engagement.groups": {
        "affected_nonusers": ("affected_stakeholders",),
        "sector_deployers": ("deployers",),
    },
}
# The weights of a model that one agrees to terms for can be had and changed as those of an open one.
DOWNLOADABLE, OPEN = "gated_download", "open_weights"
# Rules of acceptable use are terms, and what they cover is acceptable use.
ACCEPTABLE, TERMS = "acceptable_use", "terms"


def with_implied(path: Path, stated: Stated) -> Stated:
    """Return a list with what its codes imply."""
    implied = IMPLIED.get(f"{path.entity}.{path.field}", {})
    if not implied or not isinstance(stated.value, list):
        return stated
    more = [wide for code in stated.value for wide in implied.get(code, ()) if wide not in stated.value]
    return stated._replace(value=[*stated.value, *dict.fromkeys(more)])


def widened(path: Path, operand: Value) -> Value:
    """Return an operand with the codes by which it is met too: a gated download where it asks for open weights."""
    if (path.entity, path.field) != ("model", "release") or not isinstance(operand, tuple) or OPEN not in operand:
        return operand
    return (*operand, DOWNLOADABLE)
