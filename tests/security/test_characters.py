"""What is printed of the characters that people write: what joins stays, what hides or steers is shown, columns align."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.command import Run
from rightsgate.text.characters import clusters, columns
from rightsgate.text.layout import WIDTH, Page, plain

SHOWN = "\N{REPLACEMENT CHARACTER}"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
DOCTOR = "\U0001f469\U0001f3fd\u200d\u2695\ufe0f"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
HINDI = "\u0915\u094d\u200d\u0937"
KATSURAGI = "\u845b\U000e0100\u57ce"

PRINTED = [
    ("block text", "first\nsecond\n", "first second"),
    ("line breaks of other systems", "first\r\n  second\rthird", "first second third"),
    ("empty lines", "first\n\n\nsecond", "first second"),
    ("line and paragraph separators", "a\u2028b\u2029c\u0085d", "a b c d"),
    ("tab", "a\tb", "a b"),
    ("no-break space", "Soci\u00e9t\u00e9\u00a0: a\u202fb\u3000c", "Soci\u00e9t\u00e9 : a b c"),
    ("Persian", PERSIAN, PERSIAN),
    ("Hindi", HINDI, HINDI),
    ("family", FAMILY, FAMILY),
    ("doctor", DOCTOR, DOCTOR),
    ("heart", "\u2764\ufe0f", "\u2764\ufe0f"),
    ("keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3"),
    ("a variant of an ideograph", KATSURAGI, KATSURAGI),
    ("combining marks", "cafe\u0301", "cafe\u0301"),
    ("joiner in Latin", "ad\u200cmin", f"ad{SHOWN}min"),
    ("joiner at an end", f"\u200c{PERSIAN}\u200d", f"{SHOWN}{PERSIAN}{SHOWN}"),
    ("two joiners", "\u0645\u200c\u200c\u0645", f"\u0645{SHOWN}{SHOWN}\u0645"),
    ("selector after a letter", "a\ufe0f", f"a{SHOWN}"),
    ("bidi", "a\u202eb\u2066c\u200fd", f"a{SHOWN}b{SHOWN}c{SHOWN}d"),
    ("zero width", "a\u200bb\u2060c\ufeffd\u00ade", f"a{SHOWN}b{SHOWN}c{SHOWN}d{SHOWN}e"),
    ("letters shown as nothing", "a\u3164b\u115fc\u034fd", f"a{SHOWN}b{SHOWN}c{SHOWN}d"),
    ("tags", "a\U000e0041b", f"a{SHOWN}b"),
    ("controls", "a\x1b[31mb\x9bc\x1cd\x7f", f"a{SHOWN}[31mb{SHOWN}c{SHOWN}d{SHOWN}"),
    ("private use", "a\ue000b", f"a{SHOWN}b"),
]


@pytest.mark.parametrize(("text", "printed"), [row[1:] for row in PRINTED], ids=[row[0] for row in PRINTED])
def test_a_text_is_printed_as_it_should(text: str, printed: str) -> None:
    assert plain(text) == printed


# No manifest may hold a control character.
HELD = [row for row in PRINTED if row[0] != "controls"]


@pytest.mark.parametrize("text", [row[1] for row in HELD], ids=[row[0] for row in HELD])
def test_a_name_is_printed_so_by_the_command_and_kept_in_json(command: Run, tmp_path: Path, text: str) -> None:
    manifest = {"rightsgate": 1, "name": text, "actors": [{"id": "lab", "name": text, "activities": ["app_building"]}]}
    (tmp_path / "m.json").write_text(json.dumps(manifest))
    printed = command(tmp_path, "check", "m.json", "--detail", "full").stdout.decode()
    assert f"\n{plain(text)}\n" in printed
    assert f"\n{plain(text)} (lab): " in printed
    assert json.loads(command(tmp_path, "check", "m.json", "--format", "json").stdout)["manifests"][0]["name"] == text


def test_block_text_of_policies_and_rules_stands_on_one_line(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n")
    (tmp_path / "p.yaml").write_text("policy: mine\ntitle: |\n  My\n  own\nextends: audit\n")
    printed = command(tmp_path, "check", "m.yaml", "--policy", "p.yaml", "--detail", "full").stdout.decode()
    assert printed.startswith("rightsgate: policy mine (My own), as of ")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("plain", 5),
        ("na\u00efve \u2026 \u2013", 9),
        ("cafe\u0301", 4),
        ("\u65e5\u672c\u8a9e", 6),
        ("\uc548\ub155", 4),
        ("\u1112\u1161\u11ab", 2),
        (FAMILY, 2),
        (DOCTOR, 2),
        ("\u2764\ufe0f", 2),
        ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 4),
        (PERSIAN, 7),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


WORDS = st.text(
    st.sampled_from(f"ab \u65e5e\u0301{FAMILY}\U0001f1e9\u2764\ufe0f\u0645\u200c\uc548\u3042"), max_size=200
)


@given(WORDS)
def test_no_line_is_too_wide_and_nothing_is_lost_or_parted(text: str) -> None:
    lines = Page(colour=False).entry("why", text)
    assert max(map(columns, lines)) <= WIDTH
    assert "".join(lines).replace(" ", "").removeprefix("why") == text.replace(" ", "")
    whole = [cluster for word in text.split() for cluster, _ in clusters(word)]
    assert [cluster for line in lines for word in line.split() for cluster, _ in clusters(word)][
        -len(whole) :
    ] == whole or not whole


def test_labels_of_lists_align_by_columns() -> None:
    page = Page(colour=False)
    starts = {
        columns(page.item(label, "x")[0].partition("x")[0]) for label in ("lab", "\u65e5\u672c", "cafe\u0301", FAMILY)
    }
    assert len(starts) == 1
