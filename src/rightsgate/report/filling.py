"""What `rightsgate fill` asks, in words, and what it says at the end."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rightsgate.advise.beginning.entries import entry_at
from rightsgate.advise.filling.questions import Filling, OpenQuestion, Wants
from rightsgate.advise.replies import WrongReplyError, chosen, stated, words, yes_or_no
from rightsgate.findings.model import Finding
from rightsgate.report.allowed import PLAIN, allowed_text
from rightsgate.report.asking import question_of
from rightsgate.report.dialogue import Ask
from rightsgate.report.places import place_text
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.text.layout import Page, plain
from rightsgate.vocabulary.asked import NAME, spoken_of
from rightsgate.vocabulary.model import EntityKind, Field, FieldType

YES_OR_NO: Final = "yes or no"
SEVERAL: Final = "numbers, with commas between, or none"
ONE: Final = "a number"
COMPLETE: Final = "Is {said} all there is?"
BACKING: Final = "What shows it, such as a document?"
EVIDENCE: Final = "a file or a link; Enter for none"
CALLED: Final = "What is {it} called?"
KIND: Final = "What kind is it?"
CANNOT_SAY: Final = "The manifest lists others already, so it has no way to say that; it stays not stated."


def asked(question: OpenQuestion, filling: Filling, pack: Pack) -> Ask:
    """Return an open question in words, with why it is asked and what helps to answer it."""
    site, vocabulary = question.site, filling.vocabulary
    kind = vocabulary.kinds[site.kind]
    why = (*_why(question.findings, pack), f"Place: {place_text(site, vocabulary)}")
    if question.wants is Wants.ENTRY:
        asks = question_of(kind, None, filling.entry(site), filling.names)
        return Ask(question=asks, read=yes_or_no, form=YES_OR_NO, why=why, help=(f"{kind.means}.",))
    field = filling.field(site)
    asks = question_of(kind, field, filling.entry(site), filling.names)
    told = (*_help(field), *_about(question.findings))
    match question.wants:
        case Wants.COMPLETE:
            entity = filling.entity(site)
            said = _said(None if entity is None else entity.value_of(site.field))
            return Ask(
                question=f"{asks} {COMPLETE.format(said=said)}", read=yes_or_no, form=YES_OR_NO, why=why, help=told
            )
        case Wants.EVIDENCE:
            return Ask(question=f"{asks} {BACKING}", read=_text, form="a file or a link", why=why, help=told)
    return of_field(field, asks, filling.ids(field), why, told, allowed_text(field, vocabulary))


def of_field(
    field: Field, question: str, ids: Mapping[str, str], why: tuple[str, ...], told: tuple[str, ...], allowed: str
) -> Ask:
    """Return a question about a field, with the values that it takes."""
    options = ids or words(field.values, field.labels)
    many = field.type in (FieldType.CHOICES, FieldType.REFERENCES)
    form = (SEVERAL if many else ONE) if options else YES_OR_NO if field.type is FieldType.BOOLEAN else ""
    return Ask(
        question=question,
        read=lambda text: stated(field, text, options),
        options=options,
        form=form or PLAIN.get(field.type, allowed),
        why=why,
        help=told,
    )


def evidence_asked(field: Field) -> Ask:
    """Return the question for what backs an answer."""
    would = (f"Would do: {', '.join(field.shown_by)}.",) if field.shown_by else ()
    return Ask(question=BACKING, read=_text, form=EVIDENCE, why=would)


def entry_asked(question: OpenQuestion, filling: Filling) -> Iterator[tuple[str, Ask]]:
    """Yield what is asked about an entry that is to be listed, each with its key: its name, its kind, its parties."""
    site, kind = question.site, filling.vocabulary.kinds[question.site.kind]
    known = entry_at(site, filling.vocabulary)
    if kind.named:
        yield NAME, Ask(question=CALLED.format(it=spoken_of(kind, NAME)), read=_text, form="a name")
    for path, field in kind.fields.items():
        if path in known or not _tells(path, field, kind):
            continue
        values = {code: label for code, label in words(field.values, field.labels).items() if code in site.kinds}
        if path == "kind":
            options = values or words(field.values, field.labels)
            yield path, Ask(question=KIND, read=_chooses(options), options=options, form=ONE)
        elif ids := filling.ids(field):
            asks = question_of(kind, field, known, filling.names)
            yield path, of_field(field, asks, ids, (), _help(field), "")


def _tells(path: str, field: Field, kind: EntityKind) -> bool:
    """Whether a field says which entry it is: its kind, its owner, its parties, or what it is part of."""
    return path in ("kind", kind.owner) or field.type is FieldType.REFERENCE or bool(field.states)


def _chooses(options: Mapping[str, str]) -> Any:
    return lambda text: chosen(text, options, many=False)


def _why(findings: tuple[Finding, ...], pack: Pack) -> Iterator[str]:
    """Yield why it is asked: the first duty that rests on it, its source, and how many more there are."""
    first, *more = findings
    source = first.duty.source
    document = pack.sources.documents.get(source.document)
    short = source.document if document is None else document.short
    rest = f", and {len(more)} more" if more else ""
    yield f"Asked because of: {first.duty.title} ({first.strength.value}; {short} {source.section}){rest}"


def _about(findings: tuple[Finding, ...]) -> Iterator[str]:
    yield findings[0].duty.why


def _help(field: Field) -> tuple[str, ...]:
    would = (f"Would do as evidence: {', '.join(field.shown_by)}.",) if field.shown_by else ()
    return (f"{field.means}.", *would)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _text(text: str) -> str:
    if not text.strip():
        raise WrongReplyError(text)
    return text.strip()


def filled_text(path: str, answers: int, filling: Filling, page: Page) -> str:
    """Return how many answers were written, how the gate stands, and what comes next."""
    counted = "1 answer" if answers == 1 else f"{answers} answers"
    said = [f"Wrote {counted} into {path}." if answers else f"{path} is as it was."]
    part, left = filling.part, len(filling.questions())
    waits = f"waits for {left} more {'answer' if left == 1 else 'answers'}" if left else "waits for no more answers"
    said.append(f"By {filling.checker.policy.name} it is {part.verdict.value} and {waits}.")
    own = [one for one in part.findings if not one.advisory]
    rest = sum(one.effect is Effect.ACCEPT and one.outcome is Outcome.UNKNOWN for one in own)
    if rest and not left:
        said.append(
            f"What this policy accepts is not complete: {rest} {'duty is' if rest == 1 else 'duties are'} open."
        )
    lines = page.paragraph(plain(" ".join(said)), 0)
    return "\n".join([*lines, "", "Next:", f"  rightsgate check {plain(path)}"]) + "\n"
