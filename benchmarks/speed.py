"""How fast a check is, as ratios in one run: cold against importing what it is built on, and over many manifests.

Run `python benchmarks/speed.py` with a Python in which rightsgate is installed (not in editable form: an editable
install may have to compile its modules at every start). Every figure is CPU seconds or wall seconds of whole processes.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "fixtures" / "five-companies-call-summariser" / "manifest.yaml"  # 6.5 KB, 5 actors, 174 duties
BASE = [sys.executable, "-c", "import yaml, click"]
CHECK = [sys.executable, "-m", "rightsgate", "check"]
ROUNDS = 15
MANY = 1000


def run(command: list[str]) -> tuple[float, float]:
    """Return CPU and wall seconds of one process and its children."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    after, wall = os.times(), time.perf_counter() - start
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu, wall


def cold() -> None:
    """Compare one check with the bare imports, in turn."""
    run([*CHECK, str(MANIFEST)])  # the first call keeps the compiled rules
    pairs = [(run(BASE)[0], run([*CHECK, str(MANIFEST)])[0]) for _ in range(ROUNDS)]
    base, check = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    size = MANIFEST.stat().st_size
    print(f"cold, {size} bytes: {check:.3f} s CPU, base {base:.3f} s CPU, ratio {ratio:.2f} (at most 2.5)")


def many() -> None:
    """Check a thousand manifests in one call, with one process and with one for each core."""
    text = MANIFEST.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(MANY):
            named = text.replace("name: ", f"name: {number} ", 1)
            (Path(folder) / f"{number:04}.yaml").write_text(named, encoding="utf-8")
        for jobs in (["--jobs", "1"], []):
            results = [run([*CHECK, folder, *jobs]) for _ in range(3)]
            cpu, wall = (statistics.median(column) * 1000 / MANY for column in zip(*results, strict=True))
            called = "one process" if jobs else f"{os.cpu_count()} cores (the default)"
            print(f"{MANY} manifests in one call, {called}: {wall:.2f} ms wall, {cpu:.2f} ms CPU each (at most 4)")


if __name__ == "__main__":
    cold()
    many()
