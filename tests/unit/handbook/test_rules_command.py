"""``rightsgate rules``: what it lists, finds and shows, and the pages that it writes."""

import json
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path
from typing import cast
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from checkout.command import without_codes
from checkout.paths import ROOT
from rightsgate.checker.checker import Checker
from rightsgate.cli import application
from rightsgate.cli.rules_files import write_files
from rightsgate.errors import InputError
from rightsgate.handbook.blocks import Bullets, Definition, Definitions, Item, Listing, Section, phrases, shown
from rightsgate.handbook.conditions import Conditions
from rightsgate.handbook.duty_page import DutyPages
from rightsgate.handbook.folder import Folder, home
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.names import Names
from rightsgate.handbook.rule_pages import Handbook
from rightsgate.handbook.setting import Setting
from rightsgate.handbook.snippet import snippet
from rightsgate.logic.number import Number
from rightsgate.manifest.values import dates
from rightsgate.rules.model.condition import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Derived,
    FactsOf,
    FieldOf,
    Literal,
    Not,
    Quantified,
    SelfActor,
)
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Correspondence, Link
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.testing.cases import ALL
from rightsgate.text.layout import WIDTH
from rightsgate.text.located import LocatedMap, parse
from rightsgate.vocabulary.threshold import Origin

DOCS = ROOT / "docs" / "rules"
KEPT = ROOT / "tests" / "snapshots" / "rule_pages"
SUFFIXES = {"text": "txt", "markdown": "md"}
MARKDOWN = FORMATS["markdown"]


@pytest.fixture(scope="module")
def whole() -> Pack:
    return load_pack([builtin("rules")], with_cases=True)


@pytest.fixture(scope="module")
def handbook(whole: Pack) -> Handbook:
    return Handbook(whole)


@pytest.fixture(scope="module")
def files(handbook: Handbook) -> dict[str, str]:
    return dict(Folder(handbook, MARKDOWN).files())


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["rules", *arguments], catch_exceptions=False)


def printed(*arguments: str) -> str:
    result = rules(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def parts(page: Section) -> list[Definition]:
    return [part for block in page.blocks if isinstance(block, Definitions) for part in block.entries]


def items_of(part: Definition) -> tuple[Item, ...]:
    return tuple(item for block in part.blocks if isinstance(block, Bullets) for item in block.items)


def items(page: Section, title: str) -> tuple[Item, ...]:
    (found,) = (part for part in parts(page) if part.term == title)
    return items_of(found)


def listing(page: Section, title: str) -> str:
    (found,) = (part for part in parts(page) if part.term == title)
    (text,) = (block.text for block in found.blocks if isinstance(block, Listing))
    return text


def said(items: tuple[Item, ...]) -> list[str]:
    return [line for item in items for line in (shown(item.phrase), *said(item.items))]


# What a page says of a duty


def test_every_duty_that_a_manifest_can_show_says_how_to_state_it(whole: Pack, handbook: Handbook) -> None:
    assert {duty.id for duty in whole.duties if not duty.out_of_reach} == handbook.duties.met.keys()


@pytest.mark.parametrize("document", sorted({duty.source.document for duty in load_pack([builtin("rules")]).duties}))
def test_a_duty_is_met_by_the_manifest_that_its_page_shows(document: str, whole: Pack, handbook: Handbook) -> None:
    alone = structs.replace(whole, sources=structs.replace(whole.sources, links=()))  # no finding told with another
    days = {case.as_of for case in handbook.duties.met.values()}
    checkers = {day: Checker(alone, ALL, day) for day in days}
    for duty in whole.duties:
        if duty.source.document != document or duty.out_of_reach:
            continue
        text = listing(page_of(handbook, duty.id), "How to state it")
        assert text.startswith("rightsgate: 1\n")
        checker = checkers[handbook.duties.met[duty.id].as_of]
        manifest = checker.load(parse(text, duty.id), duty.id)
        asked = {manifest.entities["actor"][0].key, JOINTLY}
        findings = [f for f in checker.check(manifest, {}).findings if f.duty.id == duty.id and f.actor in asked]
        certain = [finding for finding in findings if finding.role_certain] or findings
        assert {finding.outcome for finding in certain} == {Outcome.MET}, duty.id


def page_of(handbook: Handbook, name: str) -> Section:
    page = handbook.page(name)
    assert page is not None
    return page


def test_a_manifest_is_read_back_as_it_was() -> None:
    awkward = {
        "name": "yes",
        "actors": [
            {
                "id": "no",
                "size": Number("1.0e25"),
                "size3": Number("007"),
                "size2": "1e25",
                "date": "2026-05-04",
                "x": "2026",
                "y": None,
            }
        ],
        "texts": ["a: b", "# c", "'d'", "é\nf", "", "true", "[", "- g", "~"],
        "long": {"reason": "word " * 40, "nested": {"list": [f"code_{n}" for n in range(30)]}},
    }
    text = snippet(awkward)
    assert parse(text, "manifest.yaml") == {"rightsgate": 1, **awkward}
    assert "date: 2026-05-04" in text


def test_the_page_of_a_duty_says_all_that_its_rule_says(whole: Pack, handbook: Handbook) -> None:
    for duty in whole.duties:
        page = page_of(handbook, duty.id)
        assert (page.id, page.title) == (duty.id, (duty.title,))
        text = "\n".join(map(shown, phrases(page)))
        for told in (duty.why, duty.fix, duty.judgement, duty.out_of_reach, duty.effective_from, duty.effective_until):
            assert told in text
        for named in (*duty.closes, *duty.source.clauses, duty.recommendation):
            assert named in text
        assert len(items(page, "Of whom")) == len(duty.binds)
        assert duty.strength.value in shown(next(phrases(page.blocks[0]))).lower()


def test_thresholds_say_whose_they_are(pack: Pack, handbook: Handbook) -> None:
    known = pack.vocabulary.parameters
    used = {
        line
        for duty in pack.duties
        for one in parts(page_of(handbook, duty.id))
        if one.term == "Thresholds"
        for line in said(items_of(one))
    }
    assert any(line.startswith("eu_systemic_risk_flops = 1.0e+25: ") for line in used)
    for line in used:
        parameter = known[line.split()[0]]
        whose = "set by the source" if parameter.origin is Origin.SOURCE else "set by us; a policy may set another"
        assert f"{parameter.means} ({whose}: {parameter.reason})" in line


def test_those_who_need_only_weigh_a_duty_are_told_so(handbook: Handbook) -> None:
    duties = [duty for duty in handbook.pack.duties if duty.secondary]
    assert duties
    for duty in duties:
        page = page_of(handbook, duty.id)
        weigh = [line for line in said(items(page, "Of whom")) if "only to weigh it (may)" in line]
        assert len(weigh) == len(duty.secondary)


def test_corresponding_duties_are_named_from_both_ends(whole: Pack) -> None:
    link = Link(rule="bsr-6.3-5.a", other="bsr-6.3-5.b", relation=Correspondence.NARROWER, reason="one option of many")
    linked = structs.replace(whole, sources=structs.replace(whole.sources, links=(link,)))
    pages = DutyPages(Names(linked), Conditions(linked))
    titles = {duty.id: duty.title for duty in whole.duties}
    by_id = {duty.id: pages.page(duty) for duty in whole.duties}
    assert said(items(by_id["bsr-6.3-5.a"], "Duties that correspond")) == [
        f"It asks for less than bsr-6.3-5.b ({titles['bsr-6.3-5.b']}): one option of many"
    ]
    assert said(items(by_id["bsr-6.3-5.b"], "Duties that correspond")) == [
        f"It asks for more than bsr-6.3-5.a ({titles['bsr-6.3-5.a']}): one option of many"
    ]
    assert "Duties that correspond" not in [part.term for part in parts(by_id["bsr-6.3-5.c"])]


def model(path: str, operator: str, value: object) -> Atom:
    return Atom(of="model", path=path, operator=operator, operand=Literal(cast("str", value)))


PURPOSE = model("capability_band", "equals", "frontier")
CONDITIONS: tuple[tuple[Condition, list[str]], ...] = (
    (model("release", "exists", True), ["How the model is available (model.release): given"]),
    (model("release", "missing", True), ["How the model is available (model.release): declared absent"]),
    (
        model("modality", "exists", True),
        ["Kinds of content the model generates (model.modality): at least one is named"],
    ),
    (model("released", "equals", True), ["The model has been released (model.released: true)"]),
    (
        model("released", "equals", False),
        ["it is stated as not so: the model has been released (model.released: false)"],
    ),
    (
        model("released", "not_equals", True),
        ["it is stated as not so: the model has been released (model.released: false)"],
    ),
    (
        model("gating", "one_of", ("screening", "none")),
        [
            "What developers must pass to get access (model.gating): screening (a check of who they are) or none (nothing)"
        ],
    ),
    (
        model("gating", "not_one_of", ("none",)),
        ["What developers must pass to get access (model.gating): none of none (nothing)"],
    ),
    (
        model("kind", "not_equals", "base"),
        ["What sort of model it is (model.kind): anything but base (general-purpose base model)"],
    ),
    (model("modality", "has", "text"), ["Kinds of content the model generates (model.modality): text among them"]),
    (
        model("modality", "lacks", "text"),
        ["Kinds of content the model generates (model.modality): text not among them"],
    ),
    (
        model("modality", "has_any", ("text", "image", "code")),
        ["Kinds of content the model generates (model.modality): at least one of text, image or code"],
    ),
    (
        model("modality", "has_all", ("text", "image")),
        ["Kinds of content the model generates (model.modality): all of text and image"],
    ),
    (
        model("modality", "subset_of", ("text", "image")),
        ["Kinds of content the model generates (model.modality): nothing beyond text and image"],
    ),
    (model("versions", "count_above", 1), ["The versions of the model, as a list (model.versions): more than 1"]),
    (model("versions", "count_is", 1), ["The versions of the model, as a list (model.versions): exactly 1"]),
    (
        Atom(
            of="model",
            path="training_flops",
            operator="at_least",
            operand=Literal(Number("1.0e+25"), "eu_systemic_risk_flops"),
        ),
        [
            "Number of computing operations (FLOP) used in training, cumulative unless stated (model.training_flops):"
            " at least 1.0e+25, the threshold eu_systemic_risk_flops"
        ],
    ),
    (
        model("eval.done_on", "fresh_within", "1y"),
        ["Date on which the evaluation was done (model.eval.done_on): not longer ago than 1 year"],
    ),
    (
        model("eval.done_on", "older_than", "18m"),
        ["Date on which the evaluation was done (model.eval.done_on): longer ago than 18 months"],
    ),
    (
        Atom(
            of="model",
            path="eval.done_on",
            operator="at_most",
            operand=Literal(dates("2026-05")),
        ),
        ["Date on which the evaluation was done (model.eval.done_on): on or before 2026-05"],
    ),
    (
        Atom(of="model", path="eval.done_on", operator="at_most", operand=FieldOf("model", "release_date")),
        [
            "Date on which the evaluation was done (model.eval.done_on): on or before date of the release, or the"
            " planned date if the model is not yet released, model.release_date"
        ],
    ),
    (
        Atom(of="impact", path="remedy.contributors", operator="has", operand=SelfActor()),
        [
            "Ids of the actors that provide or support the remedy (impact.remedy.contributors): the actor itself"
            " among them"
        ],
    ),
    (
        Atom(of="actor", path="hrdd.roles_covered", operator="superset_of", operand=FactsOf("own_role")),
        [
            "The actor's own roles for which it does due diligence, by role id (actor.hrdd.roles_covered): each own"
            " role that the rules find of the actor, which follows so:",
            "A role of the value chain that an actor holds is one of its own (own-role)",
        ],
    ),
    (
        Derived(of="actor", kind="several_roles"),
        [
            "the rules find of the actor: several roles, which follows so:",
            "An actor that holds two or more of these has several (several-roles)",
        ],
    ),
    (
        Atom(
            of="model",
            path="release_stages",
            operator="exists",
            operand=Literal(True),
            selector="$.release_stages[*].evidence",
        ),
        ["What showed that this stage could be entered (model.release_stages[*].evidence), in every entry: given"],
    ),
    (Not(PURPOSE), ["not so: How capable the model is, as declared (model.capability_band): frontier"]),
    (AllOf((PURPOSE,)), ["How capable the model is, as declared (model.capability_band): frontier"]),
    (
        AnyOf((PURPOSE, AllOf((PURPOSE, PURPOSE)))),
        [
            "at least one of these:",
            "How capable the model is, as declared (model.capability_band): frontier",
            "All of this:",
            *["How capable the model is, as declared (model.capability_band): frontier"] * 2,
        ],
    ),
    (
        Quantified(
            one=True, kind="document", kinds=("model_card", "system_card"), side="", subject="model", that=AllOf(())
        ),
        ["a document (model_card or system_card) of its own about the model"],
    ),
    (
        Quantified(
            one=False, kind="relation", kinds=("hosts",), side="provider", subject="actor", that=AllOf((PURPOSE,))
        ),
        [
            "every relation (hosts) in which it is the provider, where:",
            "How capable the model is, as declared (model.capability_band): frontier",
        ],
    ),
    (
        Quantified(one=True, kind="application", kinds=(), side="", subject="actor", that=AllOf(())),
        ["an application in its scope"],
    ),
    (
        Quantified(one=False, kind="application", kinds=(), side="", subject="model", that=AllOf(())),
        ["every application linked with the model"],
    ),
)


@pytest.mark.parametrize(("condition", "words"), CONDITIONS)
def test_conditions_are_put_into_words(condition: Condition, words: list[str], pack: Pack) -> None:
    assert said((Conditions(pack).item(condition),)) == words


def test_every_condition_of_a_rule_can_be_put_into_words(pack: Pack) -> None:
    conditions = Conditions(pack)
    tables = pack.tables
    every = [condition for duty in pack.duties for condition in (duty.when, duty.require)]
    risks = [part for risk in tables.risks.values() for part in (risk.triggers, *(cell.fields for cell in risk.cells))]
    for condition in (*every, *risks, *(pathway.signals for pathway in tables.pathways.values())):
        assert all(line and "  " not in line for line in said(conditions.items(condition)))


# What is printed


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("name", ["bsr-6.3-5.e", "bsr-6.4-3.a", "bsr-5.7.2.b"])
def test_a_page_is_the_one_that_is_kept(name: str, form: str, handbook: Handbook) -> None:
    kept = KEPT / f"{name}.{SUFFIXES[form]}"
    if not kept.is_file() or kept.read_text(encoding="utf-8") != laid_out(handbook, name, form):
        call = f"rightsgate rules show {name} --format {form} > tests/snapshots/rule_pages/{kept.name}"
        pytest.fail(f"the page is another; if that is meant, run: {call}", pytrace=False)


def laid_out(handbook: Handbook, name: str, form: str) -> str:
    return FORMATS[form].written(page_of(handbook, name), Setting())


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_page_is_printed_as_it_is_laid_out(form: str, handbook: Handbook) -> None:
    assert printed("show", "bsr-6.3-5.e", "--format", form) == laid_out(handbook, "bsr-6.3-5.e", form)


def test_pages_fit_eighty_columns(handbook: Handbook) -> None:
    for name in handbook.ids():
        assert [line for line in laid_out(handbook, name, "text").splitlines() if len(line) > WIDTH] == []


def test_colours_are_for_terminals_only() -> None:
    call = ("list", "--framework", "fw_uk")
    assert "\x1b" not in printed(*call)
    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        assert ("\x1b[" in on_terminal(*call, **environment)) is coloured


def on_terminal(*arguments: str, columns: int = WIDTH, **environment: str) -> str:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "rightsgate", "rules", *arguments],
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        env={**known, "PYTHONUTF8": "1", **environment},
    )
    os.close(theirs)
    found = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not more:
            break
        found += more
    os.close(ours)
    assert process.wait() == 0
    return found.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bsr-6.3-5", "bsr-6.3-5.e (may):"),
        ("FMD-RELEASE", "What opens it"),
        ("RISK-5.1-1", "Whom its table connects"),
        ("several-roles", "at least 2 of own_role($actor, _)"),
    ],
)
def test_more_than_duties_can_be_shown(name: str, words: str, handbook: Handbook) -> None:
    assert words.lower() in laid_out(handbook, name, "text").lower()


def test_a_page_as_data_has_what_the_page_has() -> None:
    data = json.loads(printed("show", "bsr-6.3-5.e", "--format", "json"))
    assert (data["id"], data["strength"], data["recommendation"]) == ("bsr-6.3-5.e", "may", "bsr-6.3-5")
    assert data["roles"] == ["foundation_model_developer"]
    titles = [part["title"] for part in data["parts"]]
    assert titles[:4] == ["What it asks", "Of whom", "Of what", "When"]
    (stated,) = (part["manifest"] for part in data["parts"] if "manifest" in part)
    assert isinstance(parse(stated, "stated"), LocatedMap)


def test_an_unknown_rule_is_refused_with_the_one_that_was_meant(tmp_path: Path) -> None:
    result = run(tmp_path, "show", "BSR-6.3_5.e")
    assert result.returncode == 2
    assert without_codes(result.stderr) == (
        "error: argument ID: there is no rule 'BSR-6.3_5.e' (did you mean 'bsr-6.3-5.e'?)\n"
    )
    assert result.stdout == ""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rightsgate", "rules", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


# Lists


def listed(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines() if line.startswith("  ")]


def test_every_duty_is_listed_once_on_one_line(pack: Pack) -> None:
    text = printed("list")
    assert sorted(listed(text)) == sorted(duty.id for duty in pack.duties)
    assert text.endswith(f"\n\n{len(pack.duties)} duties\n")
    for duty in pack.duties:
        assert re.search(
            rf"^  {re.escape(duty.id)} +{duty.strength.value} +{re.escape(duty.title)}$", text, re.MULTILINE
        )


def test_the_list_follows_the_order_of_the_documents() -> None:
    found = listed(printed("list", "--source", "bsr-hra-2025"))
    places = [found.index(name) for name in ("bsr-1.1.a", "bsr-2.1.a", "bsr-4.5.a", "bsr-6.1-1.a", "bsr-6.3-5.e")]
    assert places == sorted(places)


def test_on_a_terminal_long_titles_are_broken() -> None:
    lines = on_terminal("list", NO_COLOR="1").splitlines()
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(("columns", "width"), [(20, 40), (64, 64), (100, 100), (240, 100)])
def test_pages_are_as_wide_as_the_terminal_within_reason(columns: int, width: int) -> None:
    lines = on_terminal("list", "--role", "deployer", columns=columns, NO_COLOR="1").splitlines()
    assert width - 10 < max(map(len, lines)) <= width


def test_only_text_is_painted() -> None:
    assert "\x1b" in on_terminal("show", "bsr-6.3-5.e")
    assert "\x1b" not in on_terminal("show", "bsr-6.3-5.e", "--format", "markdown")


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--source", "btech-overview"), lambda duty: duty.source.document == "btech-overview"),
        (("--role", "deployer"), lambda duty: "deployer" in duty.binds),
        (("--framework", "fw_eu"), lambda duty: duty.framework == "fw_eu"),
        (
            ("--source", "bsr-hra-2025", "--role", "supplier"),
            lambda duty: duty.source.document == "bsr-hra-2025" and "supplier" in duty.binds,
        ),
    ],
)
def test_options_narrow_the_list(options: tuple[str, ...], holds: "object", pack: Pack) -> None:
    assert callable(holds)
    wanted = sorted(duty.id for duty in pack.duties if holds(duty))
    assert 0 < len(wanted) < len(pack.duties)
    text = printed("list", *options)
    assert sorted(listed(text)) == wanted
    assert text.endswith(f"\n{len(wanted)} of {len(pack.duties)} duties\n")
    data = json.loads(printed("list", *options, "--format", "json"))
    assert [entry["id"] for entry in data["rules"]] == wanted
    assert data["count"] == len(wanted)


def test_a_role_that_needs_only_weigh_a_duty_sees_it_as_a_may(pack: Pack) -> None:
    duty = next(duty for duty in pack.duties if duty.secondary and duty.strength.value == "should")
    assert re.search(rf"^  {re.escape(duty.id)} +may ", printed("list", "--role", duty.secondary[0]), re.MULTILINE)
    assert re.search(rf"^  {re.escape(duty.id)} +should ", printed("list", "--role", duty.binds[0]), re.MULTILINE)


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--role", "deployr", "'deployr' is no role that a duty binds; did you mean 'deployer'?"),
        ("--source", "bsr-hra-2024", "'bsr-hra-2024' is no document; did you mean 'bsr-hra-2025'?"),
        ("--framework", "fw-eu", "'fw-eu' is no framework; did you mean 'fw_eu'?"),
        ("--framework", "iso", "known: fw_coe, fw_eo,"),
    ],
)
def test_misspelt_values_are_refused_with_the_ones_that_were_meant(
    tmp_path: Path, option: str, value: str, words: str
) -> None:
    result = run(tmp_path, "list", option, value)
    assert result.returncode == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_a_further_pack_is_listed_searched_and_shown(tmp_path: Path) -> None:
    more(tmp_path / "more")
    options = ("--rules", str(tmp_path / "more"))
    assert "house-1.a" in listed(printed("list", *options))
    assert listed(printed("search", "kitchen", *options)) == ["house-1.a"]
    assert "A manifest in which it is met on 2026-06-01:" in printed("show", "house-1.a", *options)


def more(folder: Path) -> None:
    folder.mkdir()
    (folder / "pack.yaml").write_text("pack: house\n")
    (folder / "house.yaml").write_text(
        """\
source: {document: house, section: "1"}
title: House rules
recommendations:
  - id: house-1
    number: 1
    title: Keep the house
    duties:
      - id: house-1.a
        encodes: [H-1]
        title: The kitchen is clean
        binds: [supplier]
        strength: should
        require: [{path: $.hrdd.done, equals: true}]
        closes: []
        rights: []
        why: Dirt draws mice.
        fix: Clean it.
"""
    )
    (folder / "house.cases.yaml").write_text(
        """\
as_of: 2026-06-01
cases:
  house-1.a:
    met: {actors: [{id: a, activities: [data_creation], hrdd: {done: true}}]}
"""
    )


# Search


def test_a_search_asks_for_every_word_wherever_it_stands(pack: Pack) -> None:
    found = listed(printed("search", "REMEDY", "contact"))
    assert "bsr-5.7.2.b" in found
    assert len(found) < len(listed(printed("search", "remedy")))
    assert listed(printed("search", "remedy contact")) == found
    assert "bsr-5.7.2.b" in listed(printed("search", "impact.remedy.coordinator"))
    assert listed(printed("search", "FW-EU.rd1"))[0] == "fw-eu.rd1"
    assert {duty.id for duty in pack.duties if duty.source.document == "btech-overview"} <= {
        entry["id"] for entry in json.loads(printed("search", "b-tech", "--format", "json"))["rules"]
    }


def test_what_stands_in_id_or_title_comes_first(pack: Pack) -> None:
    named = {duty.id for duty in pack.duties if "remedy" in f"{duty.id} {duty.title}".lower()}
    found = listed(printed("search", "remedy"))
    assert 0 < len(named) < len(found)
    assert set(found[: len(named)]) == named


def test_nothing_found_is_said_and_told_by_the_exit_code(tmp_path: Path) -> None:
    result = run(tmp_path, "search", "xyzzy")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "nothing found for 'xyzzy'\n"
    assert "1 nothing is found" in printed("search", "--help")


# Pages in Markdown


def test_the_pages_in_docs_are_those_of_the_rules(files: dict[str, str]) -> None:
    written = {str(path.relative_to(DOCS)): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    if written != files:
        pytest.fail("docs/rules is stale; run: rightsgate rules pages docs/rules", pytrace=False)


def test_every_duty_has_one_place_among_the_pages(files: dict[str, str], pack: Pack) -> None:
    text = "\n".join(files.values())
    for duty in pack.duties:
        assert text.count(f'<a id="{duty.id}"></a>') == 1


def test_links_between_pages_lead_to_places(files: dict[str, str]) -> None:
    places = {path: set(re.findall(r'<a id="([^"]+)"></a>', text)) for path, text in files.items()}
    links = 0
    for path, text in files.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            file, _, anchor = target.partition("#")
            home = os.path.normpath(os.path.join(os.path.dirname(path), unquote(file))) if file else path
            assert home in files, target
            assert not anchor or unquote(anchor) in places[home], target
            links += 1
    assert links > len(files)


def test_pages_are_written_once_and_for_all(tmp_path: Path, files: dict[str, str]) -> None:
    folder = tmp_path / "new" / "pages"
    assert printed("pages", str(folder)) == f"{folder}: {len(files)} pages\n"
    before = {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}
    assert before == files
    assert write_files(folder, files, MARKDOWN) == 0
    assert {path: (folder / path).read_text("utf-8") for path in before} == files
    assert sum(path.is_file() for path in folder.rglob("*")) == len(files)


def test_pages_of_rules_that_are_gone_go_and_what_others_wrote_stays(tmp_path: Path, files: dict[str, str]) -> None:
    write_files(tmp_path, files, MARKDOWN)
    stale = tmp_path / "old" / "gone.md"
    stale.parent.mkdir()
    stale.write_text(f"{MARKDOWN.mark()}\n# Gone\n", encoding="utf-8")
    kept = [tmp_path / "notes.md", tmp_path / "old.txt", tmp_path / "quoting.md"]
    kept[0].write_text("# Mine\n", encoding="utf-8")
    kept[1].write_text(f"{MARKDOWN.mark()}\n", encoding="utf-8")
    kept[2].write_text(f"# Mine\n{MARKDOWN.mark()}\n", encoding="utf-8")
    assert write_files(tmp_path, files, MARKDOWN) == 1
    assert not stale.parent.exists()
    assert all(path.is_file() for path in kept)


def test_a_file_of_others_is_never_overwritten(tmp_path: Path, files: dict[str, str]) -> None:
    mine = tmp_path / "risks.md"
    mine.write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        write_files(tmp_path, files, MARKDOWN)
    (fault,) = refused.value.faults
    assert fault.path == str(mine)
    assert [path.name for path in tmp_path.iterdir()] == ["risks.md"]
    assert mine.read_text(encoding="utf-8") == "# Mine\n"


@pytest.mark.parametrize(
    ("document", "name", "path"),
    [
        ("bsr", "bsr-6.1-1", "bsr/bsr-6.1-1.md"),
        ("..", "../../x", "%2E%2E/..%2F..%2Fx.md"),
        ("a/b", "é", "a%2Fb/%C3%A9.md"),
    ],
)
def test_ids_of_a_pack_lead_to_no_file_outside_its_pages(document: str, name: str, path: str, whole: Pack) -> None:
    assert home(structs.replace(whole.recommendations[0], document=document, id=name)) + MARKDOWN.suffix == path
