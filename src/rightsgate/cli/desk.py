"""The questions of ``rightsgate fill`` on a terminal, one after the other, and their answers in the file."""

import os
from typing import Any, Final

from rightsgate import codes
from rightsgate.advise.beginning.skeleton import slug
from rightsgate.advise.filling.changes import Change, changed, denying, detailing, listing, stating
from rightsgate.advise.filling.questions import Filling, OpenQuestion, Wants
from rightsgate.cli.dialogue import ask, say
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import Fault, InputError
from rightsgate.report.dialogue import Instead, instead_text
from rightsgate.report.filling import CANNOT_SAY, asked, entry_asked, evidence_asked
from rightsgate.text.atomic import replace_file
from rightsgate.text.files import read_raw
from rightsgate.text.layout import Page

INSTEAD: Final = (Instead.HELP, Instead.SKIP, Instead.BACK, Instead.NOT_KNOWN, Instead.QUIT)
FOLLOWING: Final = (Instead.BACK, Instead.SKIP, Instead.QUIT)
# The details of a statement that a question can ask for.
COMPLETE, EVIDENCE = "complete", "evidence"


class Desk:
    """Asks one question after the other, and writes each answer into the file as soon as it is given."""

    def __init__(self, filling: Filling) -> None:
        """Begin with a manifest as it stands."""
        self.filling = filling
        self.page = Page(colour=colour(), width=width())
        self.passed: set[tuple[object, ...]] = set()
        self.history: list[tuple[tuple[object, ...], bytes, int]] = []
        self.written = 0

    def ask_all(self) -> None:
        """Ask until nothing is open that was not passed over, or until the person ends it."""
        say(instead_text(INSTEAD, self.page))
        while True:
            left = [one for one in self.filling.questions() if one.key not in self.passed]
            if not left or not self.ask_one(left[0], len(left)):
                return

    def ask_one(self, question: OpenQuestion, left: int) -> bool:
        """Ask one question; returns whether to go on."""
        answer = ask(asked(question, self.filling, self.filling.checker.pack), f"[{left} open]", INSTEAD, self.page)
        if answer is Instead.QUIT:
            return False
        if answer is Instead.BACK:
            self.back()
            return True
        before = (question.key, self.filling.raw, self.written)
        if not isinstance(answer, Instead):
            changes = self.changes(question, answer)
            if changes is Instead.QUIT:
                return False
            if changes is Instead.BACK:
                return True
            if not isinstance(changes, Instead) and changes and not self.tried(changes):
                return True
        self.passed.add(question.key)
        self.history.append(before)
        return True

    def back(self) -> None:
        """Take the last answer back."""
        if self.history:
            key, raw, written = self.history.pop()
            self.passed.discard(key)
            if raw != self.filling.raw:
                self.put(raw)
            self.written = written

    def changes(self, question: OpenQuestion, answer: Any) -> list[Change] | Instead:
        """Return what an answer comes to, with what is asked besides; or that the person went back or ended."""
        site, vocabulary = question.site, self.filling.vocabulary
        match question.wants:
            case Wants.ENTRY if answer:
                return self.entry(question)
            case Wants.ENTRY:
                changes = denying(site, vocabulary, is_listed=self.filling.lists(vocabulary.kinds[site.kind].section))
                if not changes:
                    say(CANNOT_SAY)
                return changes
            case Wants.COMPLETE:
                return detailing(site, COMPLETE, answer, vocabulary)
            case Wants.EVIDENCE:
                return detailing(site, EVIDENCE, answer, vocabulary)
        field = self.filling.field(site)
        if not field.needs_evidence or answer in (False, "none"):
            return stating(site, answer, "", vocabulary)
        evidence: str | Instead = ask(evidence_asked(field), "", FOLLOWING, self.page)
        if isinstance(evidence, Instead):
            return stating(site, answer, "", vocabulary) if evidence is Instead.SKIP else evidence
        return stating(site, answer, evidence, vocabulary)

    def entry(self, question: OpenQuestion) -> list[Change] | Instead:
        """Ask what tells an entry that is to be listed from others."""
        entry: dict[str, Any] = {}
        for key, follow in entry_asked(question, self.filling):
            answer = ask(follow, "", FOLLOWING, self.page)
            if isinstance(answer, Instead) and answer is not Instead.SKIP:
                return answer
            if answer is not Instead.SKIP:
                entry[key] = answer
        kind = self.filling.vocabulary.kinds[question.site.kind]
        if kind.named:
            entry["id"] = self.free_id(slug(str(entry.get("name", ""))) or kind.name)
        return listing(question.site, entry, self.filling.vocabulary)

    def free_id(self, wanted: str) -> str:
        """Return an id that no entry has."""
        found, number = wanted, 1
        while found in self.filling.names:
            number += 1
            found = f"{wanted}-{number}"
        return found

    def tried(self, changes: list[Change]) -> bool:
        """Write changes; returns false, and says why, where the manifest does not take them."""
        try:
            self.write(changes)
        except InputError as error:
            say("\n".join(f"  {fault.message}" + (f" ({fault.hint})" if fault.hint else "") for fault in error.faults))
            return False
        return True

    def write(self, changes: list[Change], *, count: int = 1) -> None:
        """Make changes and write the manifest; raises InputError where it does not take them."""
        filling = self.filling
        self.put(changed(filling.raw, changes, filling.vocabulary, filling.path, filling.checker.limits))
        self.written += count

    def put(self, raw: bytes) -> None:
        """Put the manifest in the place of its file, unless somebody else changed that meanwhile."""
        filling = self.filling
        new = Filling(raw, filling.path, filling.checker)
        if os.path.isfile(filling.path) and read_raw(filling.path, filling.path) != filling.raw:
            message = "it was changed by somebody else meanwhile"
            raise InputError(
                [Fault.of(codes.CHANGED_MEANWHILE, filling.path, message, "call fill again; its answers are kept")]
            )
        replace_file(filling.path, [raw])
        self.filling = new
