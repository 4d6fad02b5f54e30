"""Packs kept as data: taken where nothing has changed, never trusted where something has."""

import os
import stat
from pathlib import Path

import pytest
from msgspec import structs

from rightsgate.errors import InputError
from rightsgate.limits import DEFAULTS
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs import compiled
from rightsgate.rules.packs.entries import LARGEST, read_entry
from rightsgate.rules.packs.folder import open_packs
from rightsgate.rules.packs.freshness import Fingerprint
from rightsgate.rules.packs.load import build_of, builtin, load_pack, shipped

RULES = builtin("rules")
RULE = """\
source: {document: x, section: "1"}
title: X
recommendations:
- id: x-1
  number: 1
  title: R
  duties:
  - id: x-1.a
    encodes: [X]
    title: T
    binds: [deployer]
    strength: should
    why: W.
    fix: F.
    require: [{path: $.size, equals: small}]
"""
LATER = 10**11  # nanoseconds


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "x.yaml").write_text(RULE)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def title(pack: Pack) -> str:
    (one,) = (duty.title for duty in pack.duties if duty.id == "x-1.a")
    return one


def settle(cache: Path) -> None:
    """Let time pass: the stamps were made long after the sources had changed."""
    for stamp in cache.glob("*.stamp"):
        now = stamp.stat().st_mtime_ns
        os.utime(stamp, ns=(now + LATER, now + LATER))


def kept(cache: Path) -> list[str]:
    return sorted(path.suffix for path in cache.iterdir())


def test_a_pack_is_kept_and_found_again(rules: Path, cache: Path) -> None:
    first = load_pack([RULES, rules], cache=cache)
    assert kept(cache) == [".pack", ".stamp"]
    assert load_pack([RULES, rules], cache=cache) == first
    settle(cache)
    assert load_pack([RULES, rules], cache=cache) == first == load_pack([RULES, rules])
    assert kept(cache) == [".pack", ".stamp"]


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("suffix", ["pack", "stamp"])
@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "a folder"])
def test_what_is_damaged_is_not_believed(rules: Path, cache: Path, suffix: str, damage: str, *, settled: bool) -> None:
    first = load_pack([RULES, rules], cache=cache)
    (entry,) = cache.glob(f"*.{suffix}")
    raw = entry.read_bytes()
    match damage:
        case "cut":
            entry.write_bytes(raw[:-1])
        case "changed":
            entry.write_bytes(raw[:-9] + b"otherwise")
        case "emptied":
            entry.write_bytes(b"")
        case _:
            entry.unlink()
            entry.mkdir()
    if settled:
        settle(cache)
    assert load_pack([RULES, rules], cache=cache) == first


def test_a_stamp_that_names_another_pack_finds_none(rules: Path, cache: Path) -> None:
    first = load_pack([RULES, rules], cache=cache)
    (stamp,), (pack,) = cache.glob("*.stamp"), cache.glob("*.pack")
    _, _, looks = stamp.read_bytes().partition(b"\n")
    other = "0" * len(pack.stem)
    stamp.write_bytes(other.encode() + b"\n" + looks)
    pack.rename(cache / f"{other}.pack")
    settle(cache)
    assert load_pack([RULES, rules], cache=cache) == first
    assert pack.exists()


@pytest.mark.parametrize("settled", [False, True])
def test_a_changed_rule_is_read_even_where_size_and_time_are_as_before(
    rules: Path, cache: Path, *, settled: bool
) -> None:
    source = rules / "x.yaml"
    assert title(load_pack([RULES, rules], cache=cache)) == "T"
    before = source.stat()
    if settled:
        settle(cache)
    source.write_text(RULE.replace("title: T\n", "title: U\n"))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.stat().st_size == before.st_size
    assert title(load_pack([RULES, rules], cache=cache)) == "U"


def test_a_rule_that_is_added_or_taken_away_is_seen(rules: Path, cache: Path) -> None:
    load_pack([RULES, rules], cache=cache)
    (rules / "y.yaml").write_text(RULE.replace("x-1", "y-1"))
    settle(cache)
    assert len(load_pack([RULES, rules], cache=cache).duties) == len(load_pack([RULES, rules]).duties)
    (rules / "y.yaml").unlink()
    assert "y-1.a" not in [duty.id for duty in load_pack([RULES, rules], cache=cache).duties]


def test_files_that_changed_just_before_they_were_stamped_are_read_again(rules: Path, cache: Path) -> None:
    build = build_of(open_packs([str(rules)]), DEFAULTS)
    Fingerprint(str(cache), build).store("a" * 64)
    # Another change in the same tick of the clock would look the same.
    assert Fingerprint(str(cache), build).cached_digest() is None
    settle(cache)
    assert Fingerprint(str(cache), build).cached_digest() == "a" * 64


@pytest.mark.parametrize(
    "number", ["10000000000000000000000001", "1.10", "-0.000000000000000000000000000000000001e-99"]
)
def test_a_number_is_kept_with_all_its_digits(number: str, rules: Path, cache: Path) -> None:
    text = RULE.replace("$.size, equals: small", f"$.training_flops, at_least: {number}").replace(
        "    require", "    on: model\n    require"
    )
    (rules / "x.yaml").write_text(text)
    read = load_pack([RULES, rules], cache=cache)
    assert load_pack([RULES, rules], cache=cache) == read
    assert number in repr(read.duties)
    assert len(kept(cache)) > 1


def test_without_a_folder_to_keep_it_in_a_pack_is_loaded_all_the_same(rules: Path, cache: Path) -> None:
    cache.write_text("no folder")
    assert load_pack([RULES, rules], cache=cache) == load_pack([RULES, rules])


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("other", ["missing", "empty", "file"])
def test_a_folder_without_rules_is_refused_though_the_rest_is_kept(
    rules: Path, cache: Path, other: str, *, settled: bool
) -> None:
    named = rules.parent / other
    if other == "empty":
        named.mkdir()
    elif other == "file":
        named.write_text("x")
    load_pack([RULES, rules], cache=cache)
    for _ in range(2):
        if settled:
            settle(cache)
        with pytest.raises(InputError) as caught:
            load_pack([RULES, rules, named], cache=cache)
        assert [fault.path for fault in caught.value.faults] == [str(named)]


@pytest.mark.parametrize("settled", [False, True])
def test_what_is_kept_of_the_same_files_in_other_folders_is_not_taken(tmp_path: Path, *, settled: bool) -> None:
    whole, cache = tmp_path / "packs", tmp_path / "cache"
    for name in ("one", "two"):
        (whole / name).mkdir(parents=True)
        (whole / name / "x.yaml").write_text(RULE.replace("x-1", f"{name}-1"))
    apart = load_pack([RULES, whole / "one", whole / "two"], cache=cache)
    if settled:
        settle(cache)
    together = load_pack([RULES, whole], cache=cache)
    assert apart.names == ("rightsgate", f"{whole}/one", f"{whole}/two")
    assert together.names == ("rightsgate", str(whole))
    assert load_pack([RULES, whole / "one", whole / "two"], cache=cache) == apart


def test_a_pack_that_was_kept_under_another_name_is_not_taken(rules: Path, cache: Path) -> None:
    load_pack([RULES, rules], cache=cache)
    copy = rules.rename(rules.parent / "copy")
    settle(cache)
    pack = load_pack([RULES, copy], cache=cache)
    assert pack.names == ("rightsgate", str(copy))
    assert [duty.path for duty in pack.duties if duty.id == "x-1.a"] == [f"{copy}/x.yaml"]


def test_rules_that_are_added_to_a_file_of_cases_are_seen(rules: Path, cache: Path) -> None:
    (rules / "x.cases.yaml").write_text("cases: {}")
    load_pack([RULES, rules], cache=cache)
    settle(cache)
    (rules / "x.cases.yaml").write_text(RULE)
    with pytest.raises(InputError):
        load_pack([RULES, rules], cache=cache)


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("suffix", ["pack", "stamp"])
@pytest.mark.parametrize("instead", ["pipe", "link", "device", "too large"])
def test_an_entry_that_is_no_plain_file_of_ours_is_not_read(
    rules: Path, cache: Path, suffix: str, instead: str, *, settled: bool
) -> None:
    first = load_pack([RULES, rules], cache=cache)
    (entry,) = cache.glob(f"*.{suffix}")
    elsewhere = rules.parent / "elsewhere"
    elsewhere.write_bytes(entry.read_bytes())
    if settled:
        settle(cache)
    replace(entry, instead, elsewhere)
    held = elsewhere.read_bytes()
    assert load_pack([RULES, rules], cache=cache) == first
    assert elsewhere.read_bytes() == held
    assert entry.is_file()
    assert not entry.is_symlink()


def replace(entry: Path, instead: str, elsewhere: Path) -> None:
    """Put something in the place of an entry of the cache."""
    if instead == "too large":
        os.truncate(entry, LARGEST + 1)
        return
    entry.unlink()
    match instead:
        case "pipe":
            os.mkfifo(entry)
        case "link":
            entry.symlink_to(elsewhere)
        case _:
            entry.symlink_to("/dev/zero")


def test_the_cache_is_for_its_user_alone_and_what_killed_runs_left_in_it_is_removed(rules: Path, cache: Path) -> None:
    folder = cache / "deep" / "er"
    load_pack([RULES, rules], cache=folder)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (cache, cache / "deep", folder)] == [0o700] * 3
    old, new = folder / ".x.pack.0.tmp", folder / ".y.pack.0.tmp"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    (rules / "x.yaml").write_text(RULE.replace("title: T\n", "title: V\n"))
    load_pack([RULES, rules], cache=folder)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files away")
def test_an_entry_of_another_user_is_not_read(rules: Path, cache: Path) -> None:
    load_pack([RULES, rules], cache=cache)
    for entry in cache.iterdir():
        os.chown(entry, 65534, 65534)
        assert read_entry(str(entry)) is None
        assert read_entry(str(entry), ours=False) is not None


def test_the_wheel_brings_our_rules_compiled() -> None:
    if "site-packages" not in RULES:
        pytest.skip("a checkout has its rules as they are; tox tests the wheel")
    found = compiled.read(shipped(RULES), build_of(open_packs([RULES]), DEFAULTS).key())
    assert found is not None
    read = load_pack([RULES], with_cases=True)
    assert [structs.replace(duty, path="") for duty in found.duties] == [
        structs.replace(duty, path="") for duty in read.duties
    ]
    assert (found.vocabulary, found.sources) == (read.vocabulary, read.sources)
