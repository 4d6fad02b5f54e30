"""Attribution methods, remedy tables and measures of severity as data: those of another source, and their faults."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from checkout.paths import ROOT
from checkout.reports import faults as departures
from rightsgate.checker.checker import Checker
from rightsgate.cli import application
from rightsgate.errors import Fault, InputError
from rightsgate.handbook.file_forms import file_schema
from rightsgate.logic.truth import TRUE
from rightsgate.people.model import Involvement, State
from rightsgate.rules.forms.attribution import AttributionReader
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.forms.remedy import RemedyReader
from rightsgate.rules.forms.severity import SeverityReader
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.rules.predicates import base_kinds
from rightsgate.text.located import parse
from rightsgate.text.reader import Reader
from worlds.manifests import check, closure, ordinary, shipped

AS_OF = "2026-06-01"
# A method and a table of another source, with the fields and inferences that they rest on.
OTHER = {
    "pack.yaml": "pack: other",
    "fields.yaml": """\
extends: link
fields:
  profits: {type: boolean, means: The actor profits from the harm}
  left_business: {type: boolean, means: The actor has left the business}
  paid_into_fund: {type: boolean, practice: true, means: The actor has paid into the fund for those affected}
""",
    "rules.yaml": """\
title: Involvement and remedy as another source sees them
inferences:
  - id: OS-1
    title: The harm is its own use
    if: [{link.own_use: [$link, true]}]
    then: {attributed: [$link, OS-1]}
  - id: OS-1-causes
    title: Its own use causes the harm
    if: [{attributed: [$link, OS-1]}]
    then: {causing: [$link]}
  - id: OS-2
    title: It profits from the harm
    if: [{link.profits: [$link, true]}]
    then: {attributed: [$link, OS-2]}
  - id: left
    title: It has left the business, or may have
    if: [{link.left_business: [$link, true]}]
    then: {left: [$link]}
  - id: OS-3
    title: It has left the business
    if:
      - {left: [$link]}
      - {said: [$link, left_business]}
    then: {attributed: [$link, OS-3]}
  - id: OS-2-contributes
    title: Who profits contributes, unless it has left
    if:
      - {attributed: [$link, OS-2]}
      - absent: {attributed: [$link, OS-3]}
    then: {contributing: [$link]}
  - id: OS-4
    title: It is near the impact
    if: [{near: [$link]}]
    then: {os_linked: [$link]}
  - id: OS-4-linked
    title: Who is near the impact is linked to it
    if: [{os_linked: [$link]}]
    then: {linked_somehow: [$link]}
  - id: owes-fund
    title: Who contributes to what has happened pays into the fund for those affected
    if:
      - {tie: [$link, _, $impact]}
      - {contributes: [$link]}
      - {impact.status: [$impact, actual]}
    then: {owes: [$link, fund]}
  - id: owes-apology
    title: Who causes harm apologizes
    if: [{causes: [$link]}]
    then: {owes: [$link, apology]}
""",
    "attribution.yaml": """\
attribution: other-source
title: Use, profit, nearness
source: Another source 1
steps:
  - level: cause
    rules: [{id: OS-1, asks: [link.own_use]}]
  - level: contribute
    rules: [{id: OS-2, asks: [link.profits, application.audience]}]
    lowered: {to: directly_linked, by: OS-3, title: it has left, asks: [link.left_business], open_while: left}
  - level: directly_linked
    rules: [{id: OS-4, asks: [link.basis]}]
questions: {link.profits: does it profit from the harm?}
""",
    "remedy.yaml": """\
remedy: other-remedy
title: Funds and apologies
source: Another source 2
owed:
  - {id: fund, title: pay into the fund, levels: [contribute], when: {impact.status: actual}, done_when: [link.paid_into_fund]}
  - {id: apology, title: apologize, levels: [cause], done_when: [impact.remedy.forms], tasks: [apology]}
""",
}
POLICY = "policy: mine\ntitle: Mine\nextends: audit\nattribution: other-source\nremedy: other-remedy\n"


def written(folder: Path) -> Path:
    for name, text in OTHER.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def both(folder: Path) -> Pack:
    return load_pack([builtin("rules"), folder])


@pytest.fixture(scope="module")
def ours(both: Pack) -> Checker:
    return Checker(both, load_policy("audit", builtin("policies"), both), AS_OF)


@pytest.fixture(scope="module")
def theirs(both: Pack, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    path = tmp_path_factory.mktemp("policy") / "mine.yaml"
    path.write_text(POLICY)
    return Checker(both, load_policy(path, builtin("policies"), both), AS_OF)


def manifest(**link: Any) -> dict[str, Any]:
    impact = {"id": "harm", "status": "actual", "date": "2026-03-01", "application": "app"}
    return {
        "rightsgate": 1,
        "actors": [{"id": "maker", "activities": ["app_building"]}],
        "applications": [{"id": "app", "developer": "maker"}],
        "impacts": [{**impact, "links": [{"actor": "maker", **link}]}],
    }


def tie(by: Checker, **link: Any) -> Involvement:
    (impact,) = check(manifest(**link), by).assessment.impacts
    (found,) = impact.involvements
    return found


def owed(said: Involvement) -> dict[str, tuple[bool, State]]:
    return {owing.owed.id: (owing.certain, owing.state) for owing in said.owes}


SAID: list[dict[str, Any]] = [{}, {"own_use": True, "third_party_act_between": False}, {"profits": True}]


@pytest.mark.parametrize("link", SAID, ids=["nothing", "own use", "profit"])
def test_a_method_that_no_policy_names_changes_nothing(link: dict[str, Any], ours: Checker) -> None:
    alone = {key: said for key, said in link.items() if key != "profits"}
    (expected,) = check(manifest(**alone)).assessment.impacts
    (found,) = check(manifest(**link), ours).assessment.impacts
    assert [(t.level, t.by, t.fired, t.questions, owed(t)) for t in found.involvements] == [
        (t.level, t.by, t.fired, t.questions, owed(t)) for t in expected.involvements
    ]


def test_a_method_of_another_source_proposes_and_asks(theirs: Checker) -> None:
    silent = tie(theirs)
    assert (silent.level, silent.by, silent.fired) == (Level.DIRECTLY_LINKED, "OS-4", ("OS-4",))
    assert silent.not_excluded == (Level.CAUSE, Level.CONTRIBUTE)
    assert silent.questions == ("link.own_use", "link.profits", "application.audience")
    to_decide = check(manifest(), theirs).assessment.to_decide
    asked = [(one.field, one.question) for one in to_decide if one.about == "involvement@harm/maker"]
    assert asked == [("link.profits", "does it profit from the harm?")]
    caused = tie(theirs, own_use=True)
    assert (caused.level, caused.by, caused.not_excluded) == (Level.CAUSE, "OS-1", ())


def test_what_lowers_a_level_is_that_of_the_method(theirs: Checker) -> None:
    profits = tie(theirs, own_use=False, profits=True)
    assert (profits.level, profits.by, profits.lower_open) == (Level.CONTRIBUTE, "OS-2", True)
    assert profits.questions == ("link.left_business",)
    left = tie(theirs, own_use=False, profits=True, left_business=True)
    assert (left.level, left.by, left.lower_open) == (Level.DIRECTLY_LINKED, "OS-3", False)


def test_the_register_lists_what_the_table_says_is_owed(theirs: Checker) -> None:
    assert owed(tie(theirs, own_use=True)) == {"apology": (True, State.NOT_STATED)}
    assert owed(tie(theirs, own_use=False, profits=True, left_business=False)) == {"fund": (True, State.NOT_STATED)}
    paid = tie(theirs, own_use=False, profits=True, left_business=False, paid_into_fund=True)
    assert owed(paid) == {"fund": (True, State.DONE)}
    assert owed(tie(theirs)) == {"fund": (False, State.NOT_STATED), "apology": (False, State.NOT_STATED)}


@pytest.mark.parametrize("status", ["potential", "actual"])
@pytest.mark.parametrize("level", Level)
def test_inferences_conclude_of_a_level_what_the_register_says_that_it_owes(level: Level, status: str) -> None:
    decided = {"level": level.value, "decided_by": "J. Doe", "decided_on": "2026-05-01", "reason": "As examined"}
    data = manifest(**decided)
    data["impacts"][0]["status"] = status
    (table,) = shipped().remedies
    of_levels = {owed.id: owed for owed in table.owed if owed.levels}
    register = {
        name
        for name, owed in of_levels.items()
        if level in owed.levels and (owed.when is None or owed.when == ("impact.status", status))
    }
    owes = {terms[1]: truth for terms, truth in closure(data).truths.get("owes", {}).items()}
    assert {name for name, truth in owes.items() if truth is TRUE and name in of_levels} == register
    assert not owes.keys() & of_levels.keys() - register


def test_methods_are_kept_with_the_compiled_pack(folder: Path, both: Pack, tmp_path: Path) -> None:
    load_pack([builtin("rules"), folder], cache=tmp_path)
    kept = load_pack([builtin("rules"), folder], cache=tmp_path)
    assert [method.id for method in kept.attributions] == ["bsr-5.7.1", "other-source"]
    assert (kept.attributions, kept.remedies, kept.severity) == (both.attributions, both.remedies, both.severity)


def test_a_report_says_which_method_a_policy_names(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(POLICY)
    (tmp_path / "m.json").write_text(json.dumps(manifest(own_use=True)))
    arguments = ["check", str(tmp_path / "m.json"), "--rules", str(folder), "--policy", str(tmp_path / "mine.yaml")]
    run = CliRunner().invoke(application, [*arguments, "--format", "json"])
    report = json.loads(run.output)
    assert (report["run"]["policy"]["attribution"], report["run"]["policy"]["remedy"]) == (
        "other-source",
        "other-remedy",
    )
    (line,) = report["manifests"][0]["people"]["register"]
    assert (line["id"], line["owed"]) == ("apology@harm/maker", "apology")
    assert departures(report) == []
    assert "apologize (due, not stated)" in CliRunner().invoke(application, [*arguments, "--detail", "full"]).output


@pytest.mark.parametrize(("key", "called"), [("attribution", "attribution method"), ("remedy", "remedy table")])
def test_a_policy_that_names_what_is_not_loaded_is_refused(key: str, called: str, both: Pack, tmp_path: Path) -> None:
    name = {"attribution": "other-source", "remedy": "other-remedy"}[key]
    (tmp_path / "mine.yaml").write_text(POLICY.replace(f"{key}: {name}", f"{key}: {name}s"))
    with pytest.raises(InputError) as caught:
        load_policy(tmp_path / "mine.yaml", builtin("policies"), both)
    (fault,) = caught.value.faults
    assert f"unknown {called} '{name}s' (did you mean '{name}'?)" in str(fault)
    assert fault.line == {"attribution": 4, "remedy": 5}[key]


# Faults: what of the file above is replaced, by what, the line, what is said.
ATTRIBUTION = [
    ("no id", "attribution: other-source", "attribution: ''", 1, "'attribution' in an attribution method is empty"),
    (
        "unknown key",
        "title:",
        "titel: T\ntitle:",
        2,
        "unknown key 'titel' in attribution method other-source (did you mean",
    ),
    ("taken", "other-source", "bsr-5.7.1", 1, "the attribution method 'bsr-5.7.1' is there already"),
    ("unknown level", "level: cause", "level: causes", 5, "'causes' is not a valid value for 'level' (did you mean"),
    ("level twice", "level: contribute", "level: cause", 7, "has a step for 'cause' already (list all rules"),
    ("no rules", "rules: [{id: OS-4, asks: [link.basis]}]", "rules: []", 11, "'rules' in a step of attribution"),
    ("unknown rule", "id: OS-1", "id: OS-l", 6, "unknown rule of attribution 'OS-l' (did you mean"),
    ("not a rule of attribution", "id: OS-1", "id: owes-fund", 6, "unknown rule of attribution 'owes-fund'"),
    (
        "key of a rule",
        "asks: [link.own_use]",
        "asks: [link.own_use], ask: []",
        6,
        "unknown key 'ask' in a rule of a step",
    ),
    ("asks nothing", "asks: [link.own_use]", "asks: []", 6, "'asks' in a rule of a step"),
    ("unknown field", "link.own_use", "link.own_uses", 6, "link has no field 'own_uses' that holds a value (did you"),
    ("unknown kind", "application.audience", "aplication.purpose", 8, "'aplication.purpose' must be one of link or"),
    ("field of another kind", "application.audience", "actor.size", 8, "the field 'actor.size' must be one of link"),
    ("group", "application.audience", "impact.remedy", 8, "impact has no field 'remedy' that holds a value"),
    ("no kind", "link.basis", "basis", 11, "the field 'basis' must be one of link or"),
    ("lowered to more", "to: directly_linked", "to: cause", 9, "'cause' is not lower than 'contribute' (lower:"),
    (
        "lowered to nothing",
        "to: directly_linked",
        "to: direct_link",
        9,
        "'direct_link' is not a valid value for 'to' (did you",
    ),
    ("lowered by nothing", "by: OS-3", "by: OS-9", 9, "unknown rule of attribution 'OS-9'"),
    ("key of lowered", "open_while", "open_until: x, open_while", 9, "unknown key 'open_until' in 'lowered' in a step"),
    ("no title of lowered", "title: it has left, ", "", 9, "step of attribution method other-source lacks 'title'"),
    ("unknown fact", "open_while: left", "open_while: lefft", 9, "unknown kind of fact with one term 'lefft' (did you"),
    ("fact of more terms", "open_while: left", "open_while: tie", 9, "unknown kind of fact with one term 'tie'"),
    ("question on no field", "{link.profits:", "{link.profit:", 12, "link has no field 'profit' that holds a value"),
    ("never asked", "{link.profits:", "{link.leverage:", 12, "no rule of the method asks for 'link.leverage' (name it"),
    ("no question", "does it profit from the harm?", "''", 12, "'link.profits' in 'questions' of attribution method"),
]
REMEDY = [
    ("no id", "remedy: other-remedy", "remedy: 7", 1, "'remedy' in a remedy table must be a text, not a number"),
    (
        "unknown key",
        "source:",
        "sources: S\nsource:",
        3,
        "unknown key 'sources' in remedy table other-remedy (did you mean",
    ),
    ("taken", "other-remedy", "ungp", 1, "the remedy table 'ungp' is there already"),
    ("unknown remedy", "id: fund", "id: funds", 5, "unknown kind of remedy, which no inference concludes to be owed,"),
    ("twice", "id: apology", "id: fund", 6, "remedy table other-remedy lists 'fund' already"),
    ("key of an entry", "tasks:", "task:", 6, "unknown key 'task' in 'apology' of remedy table other-remedy"),
    ("no title", "title: apologize, ", "", 6, "'apology' of remedy table other-remedy lacks 'title'"),
    ("unknown level", "[contribute]", "[contributes]", 5, "unknown level of involvement 'contributes' (did you mean"),
    ("no level", "[contribute]", "[]", 5, "'levels' in 'fund' of remedy table other-remedy is empty"),
    ("narrows nothing", "levels: [contribute], ", "", 5, "'when' in 'fund' of remedy table other-remedy narrows"),
    (
        "two fields",
        "{impact.status: actual}",
        "{impact.status: actual, impact.risk: x}",
        5,
        "must be one field with its",
    ),
    ("no mapping", "{impact.status: actual}", "actual", 5, "'when' in 'fund' of remedy table other-remedy must be a"),
    ("unknown code", "impact.status: actual", "impact.status: actuall", 5, "'actuall' is not a valid value for"),
    ("list as code", "impact.status: actual", "impact.status: [actual]", 5, "takes a field with one code, or true or"),
    ("field of a list", "impact.status: actual", "impact.rights: privacy", 5, "'impact.rights' holds no single code"),
    ("field of the record", "impact.status: actual", "link.basis: observed", 5, "must be one of impact"),
    ("unknown field", "link.paid_into_fund", "link.paid_in_fund", 5, "link has no field 'paid_in_fund' that holds a"),
    ("never done", "[link.paid_into_fund]", "[]", 5, "'done_when' in 'fund' of remedy table other-remedy is empty"),
    ("field of no record", "link.paid_into_fund", "actor.size", 5, "'actor.size' must be one of link or impact"),
    ("unknown task", "tasks: [apology]", "tasks: [apologies]", 6, "unknown code of 'impact.remedy.forms' 'apologies'"),
    ("no list of codes", "impact.remedy.forms", "link.ceased", 6, "'link.ceased' is not a list of codes"),
    ("no list of actors", "tasks: [apology]", "names_actor: true", 6, "'impact.remedy.forms' is not a list of actors"),
]
SEVERE = (ROOT / "rules" / "inference" / "severity.yaml").read_text()
SEVERITY = [
    ("unknown key", "scale: {field", "likely: x\nscale: {field", "unknown key 'likely' in severity bsr-2.3"),
    (
        "no scale",
        "scale: {field: impact.severity.scale, gravest_first: [grave, serious, limited]}\n",
        "",
        "severity bsr-2.3 lacks 'scale'",
    ),
    (
        "text as scale",
        "scope: {field: impact.severity.scope, gravest_first: [masses, many, few]}",
        "scope: x",
        "a mapping",
    ),
    ("unknown field", "severity.scale,", "severity.scal,", "impact has no field 'severity.scal' that holds a value"),
    ("another kind", "impact.severity.scale,", "link.basis,", "the field 'link.basis' must be one of impact"),
    ("unknown code", "[grave, serious", "[graver, grave, serious", "unknown code of 'impact.severity.scale' 'graver'"),
    ("code left out", "[grave, serious, limited]", "[grave, limited]", "leaves out serious (rank all codes of"),
    ("unknown urgent", "urgent: [irremediable]", "urgent: [lost]", "unknown code of 'remediability' of severity"),
    ("no truth", "impact.severity.delay_irremediable", "impact.severity.scope", "'impact.severity.scope' is not true"),
]


def read(form: str, text: str, pack: Pack, *, all_read: bool = True) -> list[Fault]:
    """Return the faults of a file that is read beside the shipped one of its form."""
    faults: list[Fault] = []
    kinds = base_kinds(pack.vocabulary) | {i.conclusion.kind: len(i.conclusion.terms) for i in pack.inferences}
    readers: dict[str, AttributionReader | RemedyReader] = {
        "attribution": AttributionReader(pack.vocabulary, pack.inferences, kinds, all_read=all_read),
        "remedy_register": RemedyReader(pack.vocabulary, pack.inferences, all_read=all_read),
    }
    for one in ((ROOT / "rules" / "inference" / f"{form}.yaml").read_text(), text):
        readers[form].read(Reader("x.yaml", faults), parse(one, "x.yaml"))
    return faults


def rows() -> Iterator[Any]:
    for form, name, table in (
        ("attribution", "attribution.yaml", ATTRIBUTION),
        ("remedy_register", "remedy.yaml", REMEDY),
    ):
        for what, old, new, line, words in table:
            yield pytest.param(form, OTHER[name], old, new, line, words, id=f"{form}: {what}")


@pytest.mark.parametrize(("form", "text", "old", "new", "line", "words"), list(rows()))
def test_a_fault_is_told_with_its_place_and_what_to_do(
    form: str, text: str, old: str, new: str, line: int, words: str, both: Pack
) -> None:
    assert old in text
    (fault,) = read(form, text.replace(old, new, 1), both)
    assert (fault.path, fault.line) == ("x.yaml", line)
    assert words in str(fault)


@pytest.mark.parametrize(("old", "new", "words"), [row[1:] for row in SEVERITY], ids=[row[0] for row in SEVERITY])
def test_a_fault_of_severity_is_told(old: str, new: str, words: str, both: Pack) -> None:
    assert old in SEVERE
    faults: list[Fault] = []
    SeverityReader(both.vocabulary).read(Reader("x.yaml", faults), parse(SEVERE.replace(old, new, 1), "x.yaml"))
    (fault,) = faults
    assert words in str(fault)
    assert fault.line > 0


# What only the reader can tell: names that lead nowhere or are taken, fields of another kind, codes, levels.
READER_ALONE = {
    *("attribution: taken", "attribution: level twice", "attribution: unknown rule"),
    *("attribution: not a rule of attribution", "attribution: unknown field", "attribution: unknown kind"),
    *("attribution: field of another kind", "attribution: group", "attribution: no kind"),
    *("attribution: lowered to more", "attribution: lowered by nothing", "attribution: unknown fact"),
    *("attribution: fact of more terms", "attribution: question on no field", "attribution: never asked"),
    *("remedy: taken", "remedy: unknown remedy", "remedy: twice"),
    *("remedy: unknown code", "remedy: field of a list", "remedy: unknown field"),
    *("remedy: field of no record", "remedy: unknown task", "remedy: no list of codes"),
    "remedy: no list of actors",
    *("severity: unknown field", "severity: another kind", "severity: unknown code"),
    *("severity: code left out", "severity: unknown urgent", "severity: no truth"),
}


def test_what_is_wrong_in_its_form_is_wrong_by_the_schema(both: Pack) -> None:
    schema = Draft202012Validator(file_schema("rule", both))
    whole = {"attribution": OTHER["attribution.yaml"], "remedy": OTHER["remedy.yaml"], "severity": SEVERE}
    tables = {
        "attribution": [row[:3] for row in ATTRIBUTION],
        "remedy": [row[:3] for row in REMEDY],
        "severity": [row[:3] for row in SEVERITY],
    }
    assert all(schema.is_valid(ordinary(parse(text, "x.yaml"))) for text in (*OTHER.values(), SEVERE))
    taken = {
        f"{form}: {name}"
        for form, table in tables.items()
        for name, old, new in table
        if schema.is_valid(ordinary(parse(whole[form].replace(old, new, 1), "x.yaml")))
    }
    assert taken == READER_ALONE


def test_severity_is_read_once(both: Pack) -> None:
    faults: list[Fault] = []
    reader = SeverityReader(both.vocabulary)
    for _ in range(2):
        reader.read(Reader("x.yaml", faults), parse(SEVERE, "x.yaml"))
    assert [fault.message for fault in faults] == ["severity is read by 'bsr-2.3' already"]


@pytest.mark.parametrize(("form", "name"), [("attribution", "attribution.yaml"), ("remedy_register", "remedy.yaml")])
def test_where_an_inference_is_broken_what_names_it_is_not_called_unknown(form: str, name: str, both: Pack) -> None:
    text = OTHER[name].replace("OS-1", "OS-l").replace("open_while: left", "open_while: l").replace("fund,", "funds,")
    assert read(form, text, both, all_read=False) == []
    assert read(form, text, both) != []


def test_the_faults_of_all_forms_are_told_together(tmp_path: Path) -> None:
    written(tmp_path)
    broken = {"attribution": ("OS-1", "OS-9"), "remedy": ("[contribute]", "[contributes]")}
    for form, (old, new) in broken.items():
        (tmp_path / f"{form}.yaml").write_text(OTHER[f"{form}.yaml"].replace(old, new, 1))
    with pytest.raises(InputError) as caught:
        load_pack([builtin("rules"), tmp_path])
    assert [(Path(fault.path).name, fault.line) for fault in caught.value.faults] == [
        ("attribution.yaml", 6),
        ("remedy.yaml", 5),
    ]
