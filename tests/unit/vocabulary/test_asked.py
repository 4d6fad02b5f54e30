"""Questions of a vocabulary: worded with the names of what they are about, refused where nobody could put them."""

from pathlib import Path
from typing import Final

import pytest

from rightsgate.errors import InputError
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.handbook.setting import Setting
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.vocabulary.asked import label_of, worded
from rightsgate.vocabulary.model import EntityKind

SHIP: Final = EntityKind(
    name="cargo_ship", section="ships", means="A ship", fields={}, called={"owner": "the shipping line"}
)
FILE: Final = """\
entity: ship
section: ships
means: A vessel
question: Is there any ship?
called: {owner: the shipping line}
fields:
  owner: {type: references, to: actor, means: Ids of the owners, question: "Who owns {name}?", answered_by: legal}
  flag:
    type: choice
    values: [ip, open]
    labels: {open: flag of convenience}
    means: Its flag
    question: Under which flag does {owner} sail {name}?
    shown_by: [ship register]
  silent: {type: text, means: Nothing is asked about it}
"""
RULE: Final = "title: T\ninferences: [{id: x, title: T, if: [{ship.owner: [$a, $b]}], then: {x: [$a, $b]}}]"


def pack_of(text: str, tmp_path: Path) -> Pack:
    (tmp_path / "ship.yaml").write_text(text)
    (tmp_path / "rules.yaml").write_text(RULE)
    return load_pack([builtin("rules"), str(tmp_path)])


@pytest.mark.parametrize(
    ("names", "question"),
    [
        ({"name": "Aurora", "owner": "Blue Line"}, "Does Blue Line sail Aurora?"),
        ({"name": "Aurora"}, "Does the shipping line sail Aurora?"),
        ({}, "Does the shipping line sail this cargo ship?"),
        ({"name": "{owner}"}, "Does the shipping line sail {owner}?"),  # a name is never read as a place-holder
    ],
)
def test_a_question_has_names_or_the_words_that_stand_for_them(names: dict[str, str], question: str) -> None:
    assert worded(SHIP, "Does {owner} sail {name}?", names) == question


def test_a_pack_asks_about_its_fields_and_may_leave_some_out(tmp_path: Path) -> None:
    pack = pack_of(FILE, tmp_path)
    fields = pack.vocabulary.kinds["ship"].fields
    assert (fields["flag"].shown_by, fields["owner"].answered_by) == (("ship register",), "legal")
    assert (fields["silent"].question, fields["silent"].answered_by) == ("", "")
    page = FORMATS["markdown"].written(manifest_page(pack.vocabulary), Setting())
    assert "Its flag. *Under which flag does the shipping line sail this ship?*" in page
    assert "| `silent` | text |  | Nothing is asked about it |" in page


def test_a_code_is_called_by_its_field_by_all_fields_or_in_its_own_words(tmp_path: Path) -> None:
    labels = pack_of(FILE, tmp_path).vocabulary.kinds["ship"].fields["flag"].labels
    found = [label_of(labels, code) for code in ("open", "ip", "flag_state")]
    assert found == ["flag of convenience", "intellectual property", "flag state"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("{owner} sail", "{ownr} sail", 13, "unknown place-holder 'ownr' (did you mean 'owner'?)"),
        ("answered_by: legal", "answered_by: leagl", 7, "unknown respondent 'leagl' (did you mean 'legal'?)"),
        ("called: {owner", "called: {ownr", 5, "unknown field 'ownr' (did you mean 'owner'?)"),
        ("labels: {open", "labels: {opem", 11, "unknown code 'opem' (did you mean 'open'?)"),
        ("    values: [ip, open]\n", "", 10, "'labels' in field flag needs 'values'"),
        ("about it}", "about it, shown_by: [log]}", 15, "'shown_by' needs 'question'"),
        ("about it}", "about it, answered_by: legal}", 15, "'answered_by' needs 'question'"),
        ("about it}", "about it, question: ' '}", 15, "'question' in field silent is empty"),
    ],
)
def test_what_could_not_be_asked_is_refused(old: str, new: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        pack_of(FILE.replace(old, new), tmp_path)
    said = [str(fault) for fault in caught.value.faults]
    assert any(f"ship.yaml:{line}:" in one and words in one for one in said), said
