"""Every limit has a flag and an error that names it, wherever rules are read."""

from pathlib import Path
from typing import Final

import pytest

from hostile.runs import ACTORS, DUTY, MANIFEST, Attack, pack_of, refused


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("bytes=50", "larger than the limit of 50 bytes (--limit bytes=N raises it)"),
        ("depth=2", "nested deeper than the limit of 2 levels (--limit depth=N raises it)"),
        ("values=200_000", "the limit of 10 entries"),
        ("values=3", "more than the limit of 3 values (--limit values=N raises it)"),
        ("rules=10", "with this file there are more than the limit of 10 rules (--limit rules=N raises it)"),
        ("facts=100", "m.yaml: more than the limit of 100 facts follow from it (--limit facts=N raises it)"),
        ("derivations=100", "more than the limit of 100 derivations follow from it (--limit derivations=N raises it)"),
    ],
)
def test_every_limit_has_a_flag_and_an_error_that_names_it(
    attack: Attack, tmp_path: Path, limit: str, said: str
) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST if "entries" not in said else ACTORS + "- id: a\n" * 11)
    refused(attack("check", "m.yaml", "--limit", limit, "--limit", "entities=10"), said)


READING: Final = [
    ("test", "own"),
    ("reference", "--rules", "own"),
    ("schema", "manifest", "--rules", "own"),
    ("coverage", "--rules", "own"),
    ("rules", "list", "--rules", "own"),
    ("rules", "show", "bsr-6.4-3.h", "--rules", "own"),
    ("rules", "search", "status", "--rules", "own"),
    ("rules", "pages", "pages", "--rules", "own"),
    ("why", "role@lab", "m.yaml", "--rules", "own"),
    ("why-not", "role@lab", "m.yaml", "--rules", "own"),
]


@pytest.mark.parametrize("call", READING, ids=" ".join)
def test_every_command_that_reads_rules_has_the_limits(attack: Attack, tmp_path: Path, call: tuple[str, ...]) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    pack_of(tmp_path / "own", "0.yaml", "title: Many\nfacts:\n" + "- {hostile: [a]}\n" * 10_000)
    refused(attack(*call, "--limit", "values=20_000"), "own/0.yaml:6669:13: more than the limit of 20,000 values")
    refused(attack(*call, "--limit", "rules=10"), "more than the limit of 10 rules (--limit rules=N raises it)")
    for part in range(1, 40):
        (tmp_path / "own" / f"{part}.yaml").hardlink_to(tmp_path / "own" / "0.yaml")
    refused(attack(*call, "--limit", "rules=1_000_000", "--limit", "seconds=1"), "run time: longer than the limit")
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize("limit", ["facts", "derivations"])
def test_cases_have_the_limits_of_what_follows(attack: Attack, tmp_path: Path, limit: str) -> None:
    duty = DUTY.replace("PATH", "$.hrdd").replace(
        "title: Hostile\n    binds", "title: Hostile\n    encodes: [own]\n    binds"
    )
    pack_of(tmp_path / "own", "duties.yaml", duty)
    case = "{actors: [{id: lab, activities: [app_building]}]}"
    (tmp_path / "own" / "own.cases.yaml").write_text(f"as_of: 2026-06-01\ncases:\n  own-1.a: {{unknown: [{case}]}}\n")
    assert attack("test", "own").returncode == 1  # other cases are lacking
    refused(attack("test", "own", "--limit", f"{limit}=20"), f"the limit of 20 {limit} follow from it")


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("dept=3", "there is no limit 'dept'; did you mean 'depth'?"),
        ("depth=100000", "'100000' is not a valid value for 'depth'; write depth=N, N from 1 to 128"),
        ("facts=0", "'0' is not a valid value for 'facts'"),
        ("facts=-1", "'-1' is not a valid value for 'facts'"),
        ("facts=1e9", "'1e9' is not a valid value for 'facts'"),
        ("facts", "'' is not a valid value for 'facts'"),
        ("seconds=" + "9" * 5000, "is not a valid value for 'seconds'"),
    ],
)
def test_a_limit_that_is_none_is_refused(attack: Attack, limit: str, said: str) -> None:
    ended = attack("check", "m.yaml", "--limit", limit)
    assert ended.returncode == 2
    assert said in " ".join(ended.stderr.decode().split())


def test_a_limit_can_be_raised(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "rightsgate: 1\nactors: [{id: a, activities: none, x: " + "[" * 80 + "]" * 80 + "}]"
    )
    refused(attack("check", "m.yaml"), "deeper than the limit of 64")
    refused(attack("check", "m.yaml", "--limit", "depth=100"), "unknown field 'x'")
