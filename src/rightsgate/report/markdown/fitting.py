"""Sections of a report that together take at most so much room: what does not fit is counted, with how to see it."""

from collections.abc import Sequence
from typing import Final

import msgspec

# How many entries each section has at least, or it is left out; how many before any of them has more; beyond how many
# it is folded.
LEAST: Final = 3
FIRST: Final = 10
FOLDED: Final = 8
# Room for what says that sections are left out.
NOTE: Final = 130


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, and entries beneath it, each a line; all of them are Markdown.

    ``lead`` stands before the entries and ``after`` behind them; ``more`` is how to see entries that do not fit.
    ``most``: so many entries are shown at most, never folded. ``folded``: it is folded however few they are.
    """

    heading: str
    lead: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    more: str = ""
    most: int | None = None
    folded: bool = False

    def written(self, shown: int) -> str:
        """Return the section with so many of its entries, folded where they are many."""
        left = len(self.entries) - shown
        lines = [*self.lead, *self.entries[:shown], ""] if shown else []
        lines += [f"and {left} more: {self.more}", ""] if left else []
        lines += [line for said in self.after for line in (said, "")]
        if self.folded or (shown > FOLDED and self.most is None):
            return "\n".join(["<details>", f"<summary>{self.heading}</summary>", "", *lines, "</details>", "", ""])
        return "\n".join([f"### {self.heading}", "", *lines, ""])

    @property
    def frame(self) -> int:
        """The room that it takes whatever its entries are."""
        return (
            size(self.written(0))
            + size("\n".join((*self.lead, "")))
            + len("<details><summary></summary></details>\n\n")
        )


def size(text: str) -> int:
    """Return the room that a text takes: bytes, of which no count of characters is greater."""
    return len(text.encode())


def fitted(sections: Sequence[Section], room: int) -> str:
    """Return sections that take at most so much room together, with a note on those that do not fit at all."""
    if room < NOTE:
        return ""
    held: list[Section] = []
    left = room - NOTE
    for section in sections:
        needed = section.frame + sum(size(entry) + 1 for entry in section.entries[:LEAST])
        if needed <= left:
            held.append(section)
            left -= needed
    shown = [min(LEAST, len(section.entries)) for section in held]
    for most in (FIRST, max((len(one.entries) for one in held), default=0)):
        for at, section in enumerate(held):
            while shown[at] < min(most, len(section.entries), section.most or most):
                needed = size(section.entries[shown[at]]) + 1
                if needed > left:
                    break
                left -= needed
                shown[at] += 1
    written = "".join(section.written(count) for section, count in zip(held, shown, strict=True))
    return written + _left_out([one for one in sections if one not in held], left + NOTE)


def _left_out(sections: Sequence[Section], room: int) -> str:
    """Return which sections do not fit, or how many where there is no room for their headings."""
    if not sections:
        return ""
    count = f"{len(sections)} more {'section' if len(sections) == 1 else 'sections'}"
    for which in ("; ".join(section.heading for section in sections), count):
        said = f"No room for: {which}. To see everything: `rightsgate check --detail full`\n\n"
        if size(said) <= room:
            return said
    return ""
