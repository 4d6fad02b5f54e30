"""The vocabulary to the reference page of the manifest, in Markdown (GitHub's), for people who write one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rightsgate.vocabulary.model import EntityKind, Field, FieldType, Vocabulary

INTRODUCTION: Final = """\
# The manifest

A manifest says who does what with which data, models and applications, and which practices are in place.
It is one YAML or JSON file. `rightsgate reference` prints this page; with `--rules DIR` it has the fields of
that rule pack too.

```yaml
# yaml-language-server: $schema=manifest.schema.json
rightsgate: 1                                     # the version of this format
name: Parcel help desk
actors:
  - {id: lab, name: Meridian Models, activities: [model_pretraining, release_decision]}
  - id: studio
    activities: [app_building]
    hrdd: {timing: [pre_deployment], last_review: 2026-02}
models:
  - {id: meridian-2, developer: lab, release: api}
applications:
  - id: helpdesk
    developer: studio
    built_on: [meridian-2]
    features: {value: [authoritative_answers], complete: true}
    channels:
      - open_to: [deployers, end_users]
        status_feedback: {value: true, evidence: docs/reporting.md, since: 2026-03-01}
deployments: unknown
documents: none
```

The first line is optional. It tells an editor that speaks to the YAML language server where the schema of
manifests is, so that it completes and checks what you write; `rightsgate schema manifest` prints that schema.

## Form

- `rightsgate: 1` must be there, and at least one [section](#sections); `name` and `description` may be.
- A key stands only once in its mapping, and one file holds one manifest.
- `true` and `false` are the only truth values: `yes`, `no`, `on` and `off` are texts.
- What is misspelt or out of place is refused, with its line and, where one is near, the word that was meant.

## Statements

What stands at a field is a statement: a value alone, or `{value: ...}` with some of these details.

| Detail | What it says |
| --- | --- |
| `evidence` | What backs the statement: a file, an address, a passage; or a list of them |
| `since` | The date from which it holds; if that is after the day of the check, the value counts as unknown |
| `as_of` | The date on which it was true |
| `tested` | The test or trial that showed it: a name, a file or a passage |
| `verified_by` | Who has checked it beside its author |
| `note` | A remark for readers |
| `complete` | `true`: what the list leaves out does not exist; `false`: it is not stated |

Entries and groups of fields take the same details. Their `evidence`, `tested`, `verified_by`, `since` and `as_of` also
stand for the fields inside them; the other details are their own. A statement whose `since` or `as_of` is
after the check counts as not stated. So does one dated only by a month or year that ends after it. Details with nothing
to back are refused.

What backs a statement is, from the weakest: nothing (it is *claimed*), `evidence` (*documented*), `tested`
(*tested*), or `verified_by` somebody other than the actors it speaks of (*verified*). A policy may ask for one of these
before a statement counts.

## None and unknown

| What you write | What it says |
| --- | --- |
| nothing, an empty value, or `unknown` | Unknown: neither yes nor no. The report asks for it |
| `TBD`, `N/A`, `?`, `<your plan>`, a lone letter, or a number in quotes | Unknown: a placeholder for a value, \
evidence or a name |
| `no`, `not yet`, `we have none` and the like, or a bare number, in an `any` field | Refused, with a hint: \
write `none`, or say what there is |
| `none`; `[]` or `false` for a list, a group or an `any` field | Declared absent |
| `none` for a boolean field | The same as `false` |
| `none` for a group | All its fields are declared absent; \
if the group is a **practice**, its boolean fields are `false` |
| a list of practices | What it leaves out is absent; with `unknown` in the list, there may be more |
| a list marked **open** below | What it leaves out is unknown, unless the statement has `complete: true`; of other lists, it does not exist, unless `complete: false` |
| a section as a list | There may be more entries; `{value: [...], complete: true}` says that there are not |
| `none`, `[]` or `false` for a section | There are no such entries at all |
| a record with `exists: false` | There is no such document, channel or relation, or there are no such terms |

Fields marked **practice** say what an actor does for people. Declaring a practice absent means the same
as answering no; it never improves a result.

A document, channel or terms without `about` concern everything that their owner has. If the owner has several things of
one kind, it is unclear which one is meant, so a duty about one of them stays unknown.

## Ids and references

An `id` is a word of your own, which no other entry of the manifest has. Other entries refer to it: every id
that a field names must be there. `name` is for readers.

Documents, terms and channels can also stand inside an actor, and then belong to it; or inside a dataset,
model, application or deployment. There they are about that entry and belong to its `supplier`, `developer`
or `deployer`, unless they say otherwise.

## What fields take

Every field also takes `none` and `unknown`.

| Type | What you write |
| --- | --- |
| boolean | `true` or `false` |
| choice | One of the values |
| choices | A list of the values; where none are given, of words of your own |
| date | `2026-03-31`, `2026-03` or `2026` |
| number | A number: `7`, `0.5` or `1e25`, with at most 40 digits before and after the point; it is compared exactly |
| text | A text |
| any | A text that says what there is, a list of such texts, or `true`; not a bare number |
| list | A list of names |
| reference | The id of an entry |
| references | A list of ids, or one id alone |
| group | A mapping of the fields beneath it, which are named here with a dot |
| records | A list of mappings with the fields beneath it, which are named here with `[]` and a dot |

"""
HEADER: Final = ("Field", "Type", "Values", "Meaning", "Asked by")
PLAIN: Final = (FieldType.GROUP, FieldType.RECORDS)
MARKUP: Final = re.compile(r"[\\`*\[\]<>~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def manifest_page(vocabulary: Vocabulary) -> str:
    """Return the page of the manifests that are written in ``vocabulary``."""
    lines = [INTRODUCTION + "## Sections", ""]
    for section, kind in vocabulary.sections.items():
        lines.append(f"- [{code(section)}](#{anchor(section)}): {prose(kind.means)}")
    lines += [
        "",
        "*Asked by* names the clauses of the sources that ask for a field, by their ids in the rules.",
    ]
    for section, kind in vocabulary.sections.items():
        lines += ["", f"### {code(section)}", "", _entries(kind, vocabulary), ""]
        lines += [row(HEADER), row(["---"] * len(HEADER))]
        lines += [row(_cells(name, field, vocabulary)) for name, field in _flat(kind.fields, "")]
    return "\n".join(lines) + "\n"


def _entries(kind: EntityKind, vocabulary: Vocabulary) -> str:
    needs = "needs an `id`, and may have" if kind.named else "may have an `id` and"
    if kind.name == "link":
        needs = "is identified by its actor and its impact, cannot have an `id`, and may have"
    inner = [code(inner.section) for inner in vocabulary.within(kind.name)]
    holds = " and ".join(filter(None, (", ".join(["a `name`", *inner[:-1]]), *inner[-1:])))
    homes = "" if kind.alone else f" They stand only inside {' or '.join(code(home) for home in kind.inside)} entries."
    return f"Entries of kind {code(kind.name)}: {prose(kind.means)}. Each {needs} {holds}.{homes}"


def _flat(fields: Mapping[str, Field], above: str) -> Iterator[tuple[str, Field]]:
    for name, field in fields.items():
        yield above + name, field
        yield from _flat(field.fields, f"{above}{name}{'[]' if field.type is FieldType.RECORDS else ''}.")


def _cells(name: str, field: Field, vocabulary: Vocabulary) -> Iterator[str]:
    yield code(name)
    yield ", ".join(_type(field, vocabulary))
    yield ", ".join(code(value) for value in field.values)
    more = f"; if it is not stated, {code(field.answered_by)} answers it" if field.answered_by else ""
    for one, implied in field.implies.items():
        more += f"; {code(one)} implies {' and '.join(map(code, implied))}"
    yield prose(field.means) + more
    yield ", ".join(prose(clause) for clause in field.asked_by)


def _type(field: Field, vocabulary: Vocabulary) -> Iterator[str]:
    target = vocabulary.kinds.get(field.to)
    if target is not None:
        yield f"{field.type.value} to [{code(target.section)}](#{anchor(target.section)})"
    else:
        yield field.type.value + (" to any entry" if field.to else "")
    if field.whole:
        yield "whole"
    if field.at_least is not None:
        yield f"from {field.at_least}"
    if field.fields and field.type not in PLAIN:
        yield "or group"
    if field.practice:
        yield "**practice**"
    if field.open:
        yield "**open**"
    if field.unstated_is_none:
        yield "unstated = `none`"


def row(cells: Iterable[str]) -> str:
    """Return a row of a table; a bar within a cell would end it, even within code."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def prose(text: str) -> str:
    """Return text of a rule pack so that Markdown shows it as it is, on one line."""
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def code(text: str) -> str:
    """Return text of a rule pack as code."""
    text = " ".join(text.split())
    runs = {len(run) for run in re.findall("`+", text)}
    fence = next("`" * length for length in range(1, len(runs) + 2) if length not in runs)
    return f"{fence} {text} {fence}" if runs else f"{fence}{text}{fence}"


def anchor(heading: str) -> str:
    """Return the anchor that a heading gets on a page."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
