"""What `rightsgate init` asks, in words, and what it says when it has written the files."""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rightsgate.advise.beginning.noticed import Noticed
from rightsgate.advise.beginning.skeleton import slug
from rightsgate.advise.beginning.steps import NEEDED, ORGANIZATION, Given, Step, Topic, passing
from rightsgate.advise.replies import WrongReplyError, chosen, stated, words
from rightsgate.report.allowed import PLAIN, allowed_text
from rightsgate.report.asking import question_of
from rightsgate.report.beginning.manifest import FirstText
from rightsgate.report.dialogue import Ask
from rightsgate.rules.model.first_manifest import FirstManifest
from rightsgate.text.layout import Page, plain
from rightsgate.vocabulary.model import FieldType, Vocabulary

OWN: Final = "What is the {kind} called that is yours?"
BENEATH: Final = "What is the {kind} called on which this rests?"
MAKER: Final = "Which organization made {name}?"
TAKER: Final = "Which organization puts {name} to use, other than yours?"
SEVERAL: Final = "numbers, with commas between"
ONE: Final = "a number"
ORDER: Final = "Statements that settle most come first in the file. `rightsgate fill {path}` asks them one by one."
TO_ADD: Final = "{path} is your configuration already, so none was written. To check the manifest, add to it:"


class Wording:
    """Puts steps into words; what was noticed in the folder gives the defaults of names."""

    def __init__(self, first: FirstManifest, vocabulary: Vocabulary, noticed: Sequence[Noticed]) -> None:
        """Take what a first manifest is made of, the fields, and what the files of the folder say."""
        self.first, self.vocabulary, self.noticed = first, vocabulary, noticed

    def ask(self, step: Step, given: Given) -> Ask:
        """Return a step as a question."""
        match step.topic:
            case Topic.ORGANIZATION:
                return Ask(question="What is the name of your organization?", read=_text, form="a name")
            case Topic.ID:
                default = slug(str(given[ORGANIZATION])) or "us"
                means = "The manifest and its reports call your organization by this id."
                return Ask(
                    question="Which id is it to have?", read=_id, default=default, form="a short word", help=(means,)
                )
            case Topic.PARTS:
                options = {part.id: part.does for part in self.first.parts}
                return Ask(
                    question="What does your organization do? Choose all that apply.",
                    read=lambda text: chosen(text, options, many=True),
                    options=options,
                    form=SEVERAL,
                    help=("Its roles, and with them its duties, follow from what it does.",),
                )
            case Topic.FIELD:
                return self.field(step, given)
        return self.named(step, given)

    def named(self, step: Step, given: Given) -> Ask:
        """Return the question for a name: of a thing, of who made it, of who takes it further."""
        match step.topic:
            case Topic.NAME:
                template, found = (OWN if step.own else BENEATH), self.default(step)
                question = template.format(kind=step.kind)
            case Topic.MAKER:
                name = given.get(Step(topic=Topic.NAME, kind=step.kind, own=False)) or f"the {step.kind}"
                question, found = MAKER.format(name=name), self.default(step)
            case _:
                question, found = TAKER.format(name=self.product(given)), ("", "")
        default, path = found
        why = (f"{path} says: {default}",) if default else ()
        return Ask(question=question, read=_text, default=default, form="a name, or not known", why=why)

    def product(self, given: Given) -> str:
        """Return the name of what is passed on."""
        part = passing(given, self.first)
        kind = "" if part is None else part.lists or part.builds_on
        names = (given.get(Step(topic=Topic.NAME, kind=kind, own=own)) for own in (True, False))
        return next(filter(None, names), None) or f"the {kind}"

    def default(self, step: Step) -> tuple[str, str]:
        """Return the name that a file of the folder gives, and the file."""
        for one in self.noticed:
            says = one.makers if step.topic is Topic.MAKER else one.own if step.own else one.beneath
            if step.kind in says:
                return says[step.kind], one.path
        return "", ""

    def field(self, step: Step, given: Given) -> Ask:
        """Return the question of the vocabulary about a field."""
        kind = self.vocabulary.kinds[step.kind]
        field = kind.by_path[step.field]
        name = given.get(Step(topic=Topic.NAME, kind=step.kind, own=step.own))
        options = words(field.values, field.labels)
        several = SEVERAL if field.type is FieldType.CHOICES else ONE
        return Ask(
            question=question_of(kind, field, {"name": name} if name else {}, {}),
            read=lambda text: stated(field, text, options),
            options=options,
            form=f"{several}, or not known" if options else PLAIN.get(field.type, allowed_text(field, self.vocabulary)),
            help=(f"{field.means}.",),
        )


def is_needed(step: Step) -> bool:
    """Whether a step has to be answered."""
    return step.topic in NEEDED


def _text(text: str) -> str:
    if not text.strip():
        raise WrongReplyError(text)
    return text.strip()


def _id(text: str) -> str:
    if slug(text) != text:
        raise WrongReplyError(text)
    return text


def config_text(settings: Mapping[str, Any]) -> str:
    """Return a configuration as TOML."""
    return "".join(f"{key} = {_toml(value)}\n" for key, value in settings.items())


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    escaped = "".join(f"\\u{ord(one):04x}" if one in '"\\' or not one.isprintable() else one for one in str(value))
    return f'"{escaped}"'


def written_text(path: str, text: FirstText, config: str, to_add: str, page: Page) -> str:
    """Return what was written, and what comes next; ``to_add`` is what a configuration that was there lacks."""
    count = f"{path} ({text.lines} lines, {text.to_make} statements to make"
    first = f", of which {text.musts} decide the musts" if text.musts else ""
    files = f"{count}{first})" + ("" if to_add else f" and {config}")
    lines = page.paragraph(plain(f"Wrote {files}."), 0)
    if text.left_out:
        one = text.left_out == 1
        more = f"{text.left_out} {'statement that decides a must' if one else 'statements that decide musts'}"
        lines += page.paragraph(f"For {more} there was no room; rightsgate fill asks for them too.", 0)
    if to_add:
        lines += ["", *page.paragraph(plain(TO_ADD.format(path=config)), 0), ""]
        lines += [f"  {plain(line)}" for line in to_add.splitlines()]
    return "\n".join([*lines, "", "Next:", *_next(path, configured=not to_add)]) + "\n"


def _next(path: str, *, configured: bool) -> Iterator[str]:
    """Yield the commands to go on with; a check without arguments finds its configuration from its own folder."""
    folder, name = os.path.split(path) if configured else ("", path)
    if folder:
        yield f"  cd {shlex.quote(plain(folder))}"
    yield f"  rightsgate fill {shlex.quote(plain(name))}"
    yield "  rightsgate check" + ("" if configured else f" {shlex.quote(plain(name))}")
