"""Reading a configuration: what it says, with paths from the current folder, and all that is wrong in it at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rightsgate import codes
from rightsgate.config.form import CONFIG
from rightsgate.config.model import Config
from rightsgate.config.read import RESOLVED, Known, Search, read_config
from rightsgate.config.source import read_source
from rightsgate.errors import InputError
from rightsgate.handbook.file_forms import file_schema
from rightsgate.rules.model.pack import Pack
from rightsgate.text.digest import digest_of
from rightsgate.text.holds import Text, Texts
from rightsgate.text.toml import parse_toml
from worlds.manifests import ordinary

KNOWN = Known(policies=("audit", "release-gate"), formats=("text", "json"))
WHOLE = """\
subject = "us"
manifests = ["rights/*.yaml", "one.yaml"]
exclude = ["old", "rights/b.yaml"]
policy = "ours.yaml"
rules = ["house"]
formats = ["text", "json=out/r.json"]
"""
Read = Callable[..., Config]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("rights/a.yaml", "rights/b.yaml", "rights/deep/c.txt", "one.yaml", "ours.yaml", "house/pack.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def read(here: Path) -> Read:
    def reading(text: str, name: str = "rightsgate.toml", below: str = "", search: Search | None = None) -> Config:
        (here / Path(name).name).write_text(text, encoding="utf-8")
        source = read_source(name)
        assert source is not None
        return read_config(source, KNOWN, below, search or Search())

    return reading


@pytest.fixture
def faults(read: Read) -> Callable[[str], list[str]]:
    def found(text: str, name: str = "rightsgate.toml") -> list[str]:
        with pytest.raises(InputError) as caught:
            read(text, name)
        return [fault.labelled() for fault in caught.value.faults]

    return found


def test_a_configuration_says_what_is_written_and_where(read: Read) -> None:
    config = read(WHOLE)
    assert (config.subject, config.policy, config.rules) == ("us", "ours.yaml", ("house",))
    assert config.manifests == ("rights/*.yaml", "one.yaml")
    assert config.formats == ("text", "json=out/r.json")
    assert config.found == ("rights/a.yaml", "one.yaml")
    assert config.excluded == ("rights/b.yaml",)
    assert config.marks["formats"] == (6, 1)
    assert config.written["exclude"] == ("old", "rights/b.yaml")
    assert (config.path, config.digest) == ("rightsgate.toml", digest_of(WHOLE.encode()))


def test_paths_lead_from_the_folder_of_the_file(read: Read, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "rights" / "deep")
    config = read(WHOLE, "../../rightsgate.toml", "rights/deep")
    assert config.found == ("../../rights/a.yaml", "../../one.yaml")
    assert (config.policy, config.rules) == ("../../ours.yaml", ("../../house",))
    assert config.formats == ("text", "json=../../out/r.json")
    assert config.written["policy"] == ("ours.yaml",)


def test_a_path_is_excluded_wherever_the_call_is_made(read: Read, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(WHOLE).exclude == ("old", "rights/b.yaml")
    monkeypatch.chdir(here / "rights")
    assert read(WHOLE, "../rightsgate.toml", "rights").exclude == (
        *("old", "rights/b.yaml", "../rights/b.yaml"),
        "/b.yaml",  # as a search of this folder shows it, and none further down
    )


def test_a_shipped_policy_goes_before_a_file_of_its_name(read: Read, here: Path) -> None:
    (here / "audit").touch()
    assert read('policy = "audit"').policy == "audit"


def test_a_call_can_exclude_in_place_of_the_configuration(read: Read) -> None:
    assert read(WHOLE, search=Search(("a.yaml",))).found == ("rights/b.yaml", "one.yaml")


def test_a_name_with_a_dash_is_never_taken_for_standard_input_or_an_option(read: Read, here: Path) -> None:
    (here / "-").touch()
    (here / "--x").mkdir()
    config = read('manifests = ["-"]\nrules = ["--x"]\nformats = ["json=-"]')
    assert (config.found, config.rules) == (("./-",), ("./--x",))
    assert config.formats == ("json=-",)


WRONG = """\
subjekt = "us"
manifests = ["right/*.yaml", "one.yml", 3, " ", "**/b.yaml"]
exclude = ["b.yaml", "./"]
policy = "audits"
rules = ["hause", "one.yaml"]
formats = ["jsn", "text=", "json=../r.json", "json=/tmp/r.json"]
"""


def test_all_that_is_wrong_is_said_together_with_its_place(faults: Callable[[str], list[str]]) -> None:
    inside = "reports in a configuration must be written inside its folder"
    instead = "(use the command line: --format json=FILE)"
    assert faults(WRONG) == [
        "error[RG101]: rightsgate.toml:1:1: unknown key 'subjekt' in the configuration (did you mean 'subject'?)",
        "error[RG602]: rightsgate.toml:2:14: 'right/*.yaml' matches no file or folder (patterns are relative to the folder of the configuration)",
        "error[RG002]: rightsgate.toml:2:30: no such file or folder: 'one.yml' (did you mean 'one.yaml'?)",
        "error[RG104]: rightsgate.toml:2:41: 'manifests' in the configuration must be a list of texts, not a number",
        "error[RG108]: rightsgate.toml:2:44: a text of 'manifests' is empty",
        "error[RG602]: rightsgate.toml:2:49: '**/b.yaml' matches only files that 'exclude' removes (removed: rights/b.yaml)",
        "error[RG108]: rightsgate.toml:3:22: the pattern is empty (give a name or a path, such as 'vendor' or 'docs/*.yaml')",
        "error[RG401]: rightsgate.toml:4:1: no such policy: 'audits' (did you mean 'audit'?)",
        "error[RG002]: rightsgate.toml:5:10: no such folder: 'hause' (did you mean 'house'?)",
        "error[RG002]: rightsgate.toml:5:19: no such folder: 'one.yaml' (it is a file)",
        "error[RG305]: rightsgate.toml:6:12: unknown format 'jsn' (did you mean 'json'?)",
        "error[RG001]: rightsgate.toml:6:19: 'text=' names no file (write text=FILE, or text alone)",
        f"error[RG105]: rightsgate.toml:6:28: {inside}; '../r.json' is outside {instead}",
        f"error[RG105]: rightsgate.toml:6:46: {inside}; '/tmp/r.json' is outside {instead}",
    ]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('manifests = "one.yaml"', codes.WRONG_TYPE, "must be a list of texts, not a text"),
        ("policy = 1.5", codes.WRONG_TYPE, "must be a text, not a number"),
        ("subject = 2026-01-01", codes.WRONG_TYPE, "must be a text, not a date or a time"),
        ('subject = " "', codes.EMPTY_VALUE, "is empty"),
        ("rules = []", codes.EMPTY_VALUE, "is empty"),
        ("# nothing yet", codes.EMPTY_VALUE, "the configuration says nothing"),
        ('[tool.rightsgate]\npolicy = "audit"', codes.UNKNOWN_KEY, "unknown key 'tool'"),
        ("policy = audit", codes.SYNTAX, "broken TOML"),
        ("  \n", codes.EMPTY_FILE, "it is empty"),
        ('waiver = "w.yaml"', codes.UNKNOWN_KEY, "unknown key 'waiver'"),
        ('subject = "\\u001b[31m"', codes.MISLEADING_CHARACTER, "control character U+001B"),
        ('"\\u001b[31m" = 1', codes.UNKNOWN_KEY, "\\x1b[31m"),
    ],
)
def test_what_is_wrong_is_refused(text: str, code: str, words: str, faults: Callable[[str], list[str]]) -> None:
    said = faults(text)
    assert said[0].startswith(f"error[{code}]")
    assert words in said[0]


def test_a_report_is_not_written_through_a_link_that_leads_out(faults: Callable[[str], list[str]], here: Path) -> None:
    (here / "away").symlink_to(here.parent)
    (said,) = faults('formats = ["json=away/r.json"]')
    assert "must be written inside its folder" in said


def test_a_shared_file_has_its_own_table(read: Read, faults: Callable[..., list[str]], here: Path) -> None:
    text = '[project]\nname = "shop"\n[tool.rightsgate]\npolicy = "audit"\n'
    config = read(text, "pyproject.toml")
    assert (config.policy, config.marks["policy"]) == ("audit", (4, 1))
    (said,) = faults("[tool]\nrightsgate = true", "pyproject.toml")
    assert (
        said
        == "error[RG104]: pyproject.toml:2:1: 'rightsgate' must be a table, not true or false (write [tool.rightsgate])"
    )
    for other in ('[project]\nname = "rightsgate"\n', "[tool.other]\n", "broken [", '[tool."\\u0072ights"]\n'):
        (here / "pyproject.toml").write_text(other, encoding="utf-8")
        assert read_source("pyproject.toml") is None
    (said,) = faults("[tool.rightsgate\n", "pyproject.toml")
    assert "broken TOML" in said


def test_every_key_can_be_read_and_is_kept() -> None:
    for key in CONFIG.keys:
        assert isinstance(key.holds, (Text, Texts))
        assert key.holds.names in RESOLVED
    assert {key.name for key in CONFIG.keys} < set(Config.__struct_fields__)


def test_the_schema_takes_what_is_right_and_refuses_what_is_wrong_in_its_form(pack: Pack) -> None:
    schema = Draft202012Validator(file_schema("config", pack))
    assert schema.is_valid(ordinary(parse_toml(WHOLE, "x.toml")))
    for text in ('polcy = "audit"', "policy = 1", "rules = []", 'rules = "x"', "", 'subject = " "'):
        assert not schema.is_valid(ordinary(parse_toml(text, "x.toml")))
