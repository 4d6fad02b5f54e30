"""Whatever is in a manifest, a rule file or a policy: it is read, or refused with faults that name a place.

``benchmarks/fuzz.py`` looks for more of the same for longer, led by what the code has not been seen to do yet.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkout.paths import ROOT
from rightsgate.errors import InputError
from rightsgate.files.read import read_stream
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin, load_pack
from worlds.manifests import EXAMPLES, shipped

FIXTURES: Final = ROOT / "fixtures"
KINDS: Final = {"manifest": FIXTURES, "rules": Path(builtin("rules")), "policy": Path(builtin("policies"))}
MANY: Final = settings(
    max_examples=5 * EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# Each example loads all shipped rules again.
FEW: Final = settings(MANY, max_examples=EXAMPLES)
Load = Callable[[bytes, Path], object]


def manifest(raw: bytes, _: Path) -> object:
    return read_manifest(read_stream(raw, "m"), "m", shipped().vocabulary)


def rules(raw: bytes, folder: Path) -> object:
    (folder / "fuzzed.yaml").write_bytes(raw)
    return load_pack([builtin("rules"), folder])


def policy(raw: bytes, folder: Path) -> object:
    (folder / "fuzzed.yaml").write_bytes(raw)
    return load_policy(str(folder / "fuzzed.yaml"), builtin("policies"), shipped())


LOADERS: Final[dict[str, Load]] = {"manifest": manifest, "rules": rules, "policy": policy}


def check(load: Load, raw: bytes, folder: Path) -> None:
    """Assert that an input is read, or refused with faults that can be shown and, where there is one, a place."""
    with suppress(InputError):
        assert load(raw, folder)
        return
    with pytest.raises(InputError) as refused:
        load(raw, folder)
    breaks = (b"\n", b"\r", "\x85".encode(), "\u2028".encode(), "\u2029".encode())
    lines = 1 + sum(raw.count(end) for end in breaks)
    assert refused.value.faults
    for fault in refused.value.faults:
        assert str(fault).isprintable()
        assert fault.line >= 0
        assert fault.line <= lines or "fuzzed" not in fault.path


@cache
def files(kind: str) -> tuple[bytes, ...]:
    """Return the files of a kind that come with rightsgate."""
    return tuple(path.read_bytes() for path in sorted(KINDS[kind].rglob("*.yaml")) if ".cases." not in path.name)


def mutated(raw: bytes, random: Random) -> bytes:
    """Change a file in a few places: lines copied, swapped or gone, words of other lines, bytes, an end too early."""
    lines = raw.split(b"\n")
    for _ in range(random.choice((1, 1, 2, 4))):
        here, there = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(6):
            case 0:
                lines.insert(there, lines[here])
            case 1:
                lines[here], lines[there] = lines[there], lines[here]
            case 2:
                lines[here] = b""
            case 3:
                key, colon, _ = lines[here].partition(b":")
                lines[here] = key + colon + random.choice((b"", b" {}", b" []", b" 1e999", b" null", b" *a", b" !!x y"))
            case 4:
                at = random.randrange(len(lines[here]) + 1)
                lines[here] = lines[here][:at] + bytes([random.randrange(256)]) + lines[here][at:]
            case _:
                lines[here] = lines[here].replace(random.choice(lines[there].split() or [b" "]), b"", 1)
    return b"\n".join(lines)


SEEDS: Final = st.integers(0, 2**32)


@pytest.mark.parametrize("kind", ["manifest", "policy"])
@MANY
@given(raw=st.one_of(st.binary(), st.text().map(str.encode), st.text("{}[]:,-&*!|>'\"#%@ \n\tab1").map(str.encode)))
def test_any_bytes_are_read_or_refused(kind: str, raw: bytes, tmp_path: Path) -> None:
    check(LOADERS[kind], raw, tmp_path)


@pytest.mark.parametrize("kind", ["manifest", "policy"])
@MANY
@given(seed=SEEDS)
def test_files_with_a_few_changes_are_read_or_refused(kind: str, seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    check(LOADERS[kind], mutated(random.choice(files(kind)), random), tmp_path)


@FEW
@given(seed=SEEDS, raw=st.one_of(st.none(), st.none(), st.none(), st.binary(), st.text().map(str.encode)))
def test_rule_files_with_a_few_changes_are_read_or_refused(seed: int, raw: bytes | None, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    check(rules, mutated(random.choice(files("rules")), random) if raw is None else raw, tmp_path)


@pytest.mark.parametrize(
    "key", ["rights", "groups", "instruments", "pathways", "labels", "risks", "parameters", "inferences", "frameworks"]
)
def test_two_entries_without_an_id_are_refused(key: str, tmp_path: Path) -> None:
    raw = f"{key}:\n  - {{note: one}}\n  - {{note: two}}\n".encode()
    check(rules, raw, tmp_path)
    with pytest.raises(InputError, match="id"):
        rules(raw, tmp_path)


def test_two_kinds_of_entity_without_a_section_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("entity: one\nmeans: One\n", encoding="utf-8")
    with pytest.raises(InputError, match="'section'"):
        rules(b"entity: two\nmeans: Two\n", tmp_path)
