"""What people decided: each recorded decision that counts, with who made it, when and why."""

from typing import Final

from rightsgate.checker.model import ManifestReport
from rightsgate.report.decisions import decisions_of, without_effect
from rightsgate.report.text.columns import listed
from rightsgate.text.layout import Page, plain

MORE: Final = "--detail full"


def decided_text(part: ManifestReport, page: Page, *, most: int | None = None) -> list[str]:
    """Return the decisions that count, in at most so many lines, and how many others have no effect."""
    entries = [_entry(plain(f"{about}: {said}"), page) for about, said in decisions_of(part)]
    lines = listed(f"Decided by a person ({len(entries)})", entries, page, of=len(entries), most=most, more=MORE)
    if most is None or not part.ineffective_decisions:
        return lines
    return [*(lines or [""]), *page.paragraph(f"{without_effect(part)}: {MORE} says why", 2)]


def _entry(text: str, page: Page) -> list[str]:
    first, *more = page.wrap(text, 2, 4)
    return [f"  {first}", *(f"    {line}" for line in more)]
