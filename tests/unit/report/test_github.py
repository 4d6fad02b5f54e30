"""The GitHub format: annotations, the most urgent first, and nothing of a manifest that is a command."""

import re
from pathlib import Path

from checkout.command import Run
from checkout.formats import AS_OF, commands, hostile_manifest, standings
from checkout.paths import ROOT

SMALL = "fixtures/small/manifest.yaml"
EXAMPLE = "examples/start-here.yaml"
LEVELS = ("error", "warning", "notice")


def printed(command: Run, folder: Path, *arguments: str) -> str:
    ended = command(folder, "check", *arguments, "--as-of", AS_OF, "--format", "github")
    assert ended.stderr == b""
    return ended.stdout.decode()


def of_level(text: str, level: str) -> list[tuple[dict[str, str], str]]:
    return [(properties, message) for name, properties, message in commands(text) if name == level]


def test_what_blocks_is_an_error_at_its_line_with_all_that_a_person_needs(command: Run) -> None:
    text = printed(command, ROOT, f"./{SMALL}")
    title = "should, unmet: Due diligence goes on for as long as the system is in use"
    ((properties, message),) = [one for one in of_level(text, "error") if one[0]["title"] == title]
    assert properties == {"file": SMALL, "line": "13", "title": title}
    lines = message.split("\n")
    assert lines[0] == "studio as downstream developer."
    assert lines[1] == "stated: actors.studio.hrdd.timing: pre_deployment, pre_development; asked: ongoing"
    assert [line.partition(":")[0] for line in lines[2:]] == ["why", "fix", "source", "explain"]
    assert lines[-1] == f"explain: rightsgate why bsr-6.1-1.d@studio/downstream_developer ./{SMALL}"


def test_what_is_undecided_is_a_warning_that_says_what_is_missing(command: Run) -> None:
    warnings = of_level(printed(command, ROOT, EXAMPLE), "warning")
    assert any("\nmissing: actors.larkfield.engagement.groups (" in message for _, message in warnings)
    assert all(properties["title"].split(", ")[1].startswith("not stated") for properties, _ in warnings)


def test_of_each_level_ten_are_shown_and_the_last_notice_counts_the_rest(command: Run) -> None:
    text = printed(command, ROOT, EXAMPLE, "fixtures/involvement", "fixtures/risks")
    found = {level: of_level(text, level) for level in LEVELS}
    assert [len(found[level]) <= 10 for level in LEVELS] == [True] * 3
    assert (len(found["error"]), len(found["warning"])) == (10, 10)
    counts, last = standings(text), found["notice"][-1][1]
    more = {words: int(count) for count, words in re.findall(r"(\d+) more (findings? [a-z ]+?)(?= and|:)", last)}
    blocking, left_open = more["findings that block"], more["findings left open"]
    assert counts["blocking"] - blocking == _told(found["error"])
    assert counts["left open"] - left_open == _told(found["warning"])
    assert text.rindex("\n::notice") < text.index("\n::group::")


def _told(annotations: list[tuple[dict[str, str], str]]) -> int:
    """Return on how many findings annotations are: one for each role that the first line names."""
    return sum(message.split("\n")[0].split(", on ")[0].count(",") + 1 for _, message in annotations)


def test_the_most_urgent_of_all_manifests_come_first(command: Run) -> None:
    text = printed(command, ROOT, "fixtures/involvement", "fixtures/risks", EXAMPLE, "--policy", "audit")
    for level in ("error", "warning"):
        strengths = [properties["title"].split(",")[0] for properties, _ in of_level(text, level)]
        assert strengths == sorted(strengths, key=["must", "should", "may"].index)
    files = {properties["file"] for properties, _ in of_level(text, "error")}
    assert len(files) > 5, "no manifest takes all places"


def test_a_manifest_of_which_nothing_was_checked_has_a_warning(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: nobody, activities: []}]\n")
    text = printed(command, tmp_path, "m.yaml")
    assert commands(text) == [
        (
            "warning",
            {"file": "m.yaml", "line": "1", "title": "rightsgate: undecided"},
            "m.yaml: no duty applies to any actor, so nothing was checked",
        )
    ]
    assert "\n  UNDECIDED  1 manifest: 1 undecided. Exit code 3.\n" in text


def test_standard_input_has_no_file(command: Run) -> None:
    raw = (ROOT / SMALL).read_bytes()
    text = command(ROOT, "check", "-", "--as-of", AS_OF, "--format", "github", stdin=raw).stdout.decode()
    assert {"file" in properties for _, properties, _ in commands(text)} == {False}


def waivers(path: Path, *ids: str) -> None:
    """Write waivers of findings, whose facts are not those of any finding."""
    entry = {
        "facts": f"sha256:{'0' * 64}",
        "reason": "The yearly review is in January",
        "owner": "P. Lead",
        "approver": "R. Osei",
        "starts": "2026-11-01",
        "expires": "2026-12-01",
    }
    rows = "\n".join(f"    {key}: {value}" for key, value in entry.items())
    path.write_text("waivers:\n" + "\n".join(f"  - finding: {name}\n{rows}" for name in ids) + "\n")


def test_waivers_to_look_at_are_notices_in_their_file(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes((ROOT / SMALL).read_bytes())
    ids = ("bsr-6.1-1.d@studio/downstream_developer", "bsr-3.b@nobody/deployer")
    waivers(tmp_path / "w.yaml", *ids)
    text = printed(command, tmp_path, "m.yaml", "--waivers", "w.yaml")
    told = {
        (properties["file"], properties["line"]): message
        for properties, message in of_level(text, "notice")
        if "file" in properties
    }
    assert told["w.yaml", "2"].startswith(f"The waiver of {ids[0]}: The facts that decide the finding have changed")
    assert told["w.yaml", "9"].startswith(f"The waiver of {ids[1]}: None of the manifests has that finding.")
    assert f"  To look at: {told['w.yaml', '2']}\n" in text


def test_notices_for_which_there_is_no_room_are_counted_and_in_the_log(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: nobody, activities: []}]\n")
    for number, shown, last in ((10, 10, "None of the manifests"), (12, 10, "There are 3 more notices: see the log")):
        waivers(tmp_path / "w.yaml", *(f"bsr-3.b@actor-{one}/deployer" for one in range(number)))
        text = printed(command, tmp_path, "m.yaml", "--waivers", "w.yaml")
        notices = of_level(text, "notice")
        assert len(notices) == shown
        assert last in notices[-1][1]
        assert text.count("  To look at: The waiver of ") == number


def test_nothing_of_a_manifest_is_a_command(command: Run, tmp_path: Path) -> None:
    name = hostile_manifest(tmp_path, "a,b:c;%0A::error::x.json")
    text = printed(command, tmp_path, name)
    assert "##[" not in text
    starts = {re.match(r"\s*(::\w+)", line)[1] for line in text.splitlines() if line.lstrip().startswith("::")}  # type: ignore[index]
    assert starts == {"::error", "::warning", "::notice", "::group", "::endgroup"}
    for level, properties, message in commands(text):
        assert {*properties} <= {"file", "line", "title"}, level
        assert properties.get("file", name) == name
        assert "\n::" not in message
    assert all(line.isprintable() for line in text.splitlines())


def test_decisions_and_exceptions_stand_in_the_log(command: Run) -> None:
    text = printed(command, ROOT, "examples/audit-hiring-chain.yaml")
    assert "\n  Decided by a person: pai-x.e@shortlist: met, decided by Petra Lindqvist on 2026-11-09: " in text
    assert "\n  By an exception of the policy, 48 duties left out: " in text
