"""Whole runs of the command on what somebody made to break it: rule packs."""

from pathlib import Path

import pytest

from hostile.runs import ACTORS, DUTY, MANIFEST, Attack, pack_of, refused


@pytest.mark.parametrize(
    "path",
    ['$.hrdd.topics[?(@ =~ "^(a+)+$")]', "$.hrdd.topics.`sub(/^(a+)+$/, x)`", "$.hrdd" + "[*]" * 10_000],
    ids=["filter", "substitution", "long"],
)
def test_no_regular_expression_of_a_rule_is_ever_run(attack: Attack, tmp_path: Path, path: str) -> None:
    rules = pack_of(tmp_path / "rules", "duties.yaml", DUTY.replace("PATH", path))
    (tmp_path / "m.yaml").write_text(f"rightsgate: 1\nactors: [{{id: {'a' * 60}, activities: [app_building]}}]")
    refused(attack("check", "m.yaml", "--rules", rules), "at most 200 characters, no regular expressions")


@pytest.mark.parametrize(
    ("conclusion", "name"),
    [
        ("part_of: [$a, downstream_developer, ghost]", "ghost"),
        ("role: [$r, deployer]", "app_building"),
        ("role: [ghost, deployer]", "ghost"),
    ],
)
def test_a_rule_that_concludes_something_of_what_is_not_there_is_named(
    attack: Attack, tmp_path: Path, conclusion: str, name: str
) -> None:
    text = (
        f"title: X\ninferences:\n- {{id: x, title: X, if: [{{actor.activities: [$a, $r]}}], then: {{{conclusion}}}}}\n"
    )
    (tmp_path / "m.yaml").write_text(MANIFEST)
    said = f"m.yaml: a rule concludes something of '{name}', which is no such entity of the manifest"
    refused(attack("check", "m.yaml", "--rules", pack_of(tmp_path / "rules", "x.yaml", text)), said)


def test_a_pack_of_100_000_rules_is_refused_before_they_are_read(attack: Attack, tmp_path: Path) -> None:
    rules = pack_of(tmp_path / "rules", "0.yaml", "inferences: []")
    for part in range(20):
        lines = (f"- {{id: r{part}-{n}, then: {{x: [a]}}}}\n" for n in range(5_000))
        (tmp_path / "rules" / f"{part}.yaml").write_text("title: Many\ninferences:\n" + "".join(lines))
    (tmp_path / "m.yaml").write_text(MANIFEST)
    said = "more than the limit of 10,000 rules (--limit rules=N raises it)"
    refused(attack("check", "m.yaml", "--rules", rules), said)


EXPLODING = """\
title: Everything with everything
inferences:
- id: seed
  title: Every pair
  if: [{actor: [$a]}, {actor: [$b]}]
  then: {hostile_pair: [$a, $b]}
- id: explode
  title: Every two pairs that meet
  if: [{hostile_pair: [$a, $b]}, {hostile_pair: [$b, $c]}]
  then: {hostile_pair: [$a, $c]}
"""


def test_rules_that_explode_are_stopped(attack: Attack, tmp_path: Path) -> None:
    rules = pack_of(tmp_path / "rules", "inferences.yaml", EXPLODING)
    (tmp_path / "m.yaml").write_text(ACTORS + "".join(f"- {{id: a{n}}}\n" for n in range(150)))
    call = ("check", "m.yaml", "--rules", rules)
    refused(
        attack(*call), "more than the limit of 500,000 derivations follow from it (--limit derivations=N raises it)"
    )
    refused(attack(*call, "--limit", "facts=20_000"), "m.yaml: more than the limit of ")
    refused(attack(*call, "--limit", "seconds=1", "--limit", "derivations=1_000_000_000"), "run time: longer than")
