"""A rule pack with a vocabulary of its own finds in other manifests what those who wrote them find by hand.

The kit states forty rules and walks its own manifests; ``benchmarks/peers.py`` writes the rules as a pack of ours.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from checkout.paths import ROOT

KIT = ROOT.parent / "shared" / "peers-bench"
PEERS = ROOT / "benchmarks" / "peers.py"


def _run(*command: str | Path) -> set[str]:
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


@pytest.mark.skipif(not KIT.is_dir(), reason=f"the kit that holds rules of other tools is not there: {KIT}")
def test_the_pack_finds_exactly_what_the_kit_finds(tmp_path: Path) -> None:
    data, pack = tmp_path / "list", tmp_path / "pack"
    _run(KIT / "gen.py", data, "30")
    _run(PEERS, "pack", pack, KIT)
    _run(PEERS, "manifests", data)
    walked = _run(KIT / "peers" / "ref_host.py", data, "--dump")
    assert len({line.split("\t")[1] for line in walked}) == 40, "each of the forty rules fails somewhere"
    assert _run(PEERS, "dump", pack, Path(f"{data}.rightsgate")) == walked


def test_without_the_kit_the_benchmark_says_why_it_does_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(PEERS), "pack", str(tmp_path / "pack"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, f"skipped: {tmp_path} is no kit of peers, it has no spec.py\n")
