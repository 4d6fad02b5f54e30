"""How fast a check is, as ratios in one run: cold against importing what it is built on, many manifests, a large one.

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
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "fixtures" / "five-companies-call-summariser" / "manifest.yaml"  # 6.5 KB, 5 actors, 424 findings
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
    print(f"cold, {size} bytes: {check:.3f} s CPU, base {base:.3f} s CPU, ratio {ratio:.2f} (at most 1.6)")


def many() -> None:
    """Check a thousand manifests in one call, with one process and with one for each core."""
    with tempfile.TemporaryDirectory() as folder:
        copies(Path(folder), MANY)
        walls = []
        for jobs in (["--jobs", "1"], []):
            results = [run([*CHECK, folder, *jobs]) for _ in range(3)]
            cpu, wall = (statistics.median(column) * 1000 / MANY for column in zip(*results, strict=True))
            walls.append(wall)
            called = "one process" if jobs else f"{os.cpu_count()} cores (the default)"
            print(f"{MANY} manifests in one call, {called}: {wall:.2f} ms wall, {cpu:.2f} ms CPU each (at most 3)")
        print(f"one process takes {walls[0] / walls[1]:.2f} times as long as {os.cpu_count()} cores (at least 1.8)")


def copies(folder: Path, count: int) -> list[str]:
    """Write manifests that differ in their names."""
    text = MANIFEST.read_text(encoding="utf-8")
    for number in range(count):
        (folder / f"{number:05}.yaml").write_text(text.replace("name: ", f"name: {number} ", 1), encoding="utf-8")
    return sorted(map(str, folder.iterdir()))


def memory() -> None:
    """Compare the memory that ever more manifests in one call take."""
    with tempfile.TemporaryDirectory() as folder:
        files = copies(Path(folder), 10 * MANY)
        peaks = {count: peak([*CHECK, *files[:count], "--jobs", "1"]) for count in (MANY, 10 * MANY)}
        told = ", ".join(f"{count}: {size:.1f} MB" for count, size in peaks.items())
        print(f"peak memory by manifests in one call, {told} (flat)")


def peak(command: list[str]) -> float:
    """Return the megabytes that a command needs at most."""
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", measure, *command], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def large() -> None:
    """Compare a manifest with one of a hundred times the entities, all of whose owners are stated."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: repeated(Path(folder), count) for count in (1, 100)}
        base = statistics.median(run([*CHECK, paths[1]])[0] for _ in range(5))
        double = statistics.median(run([*CHECK, paths[1], repeated(Path(folder), 1, "again")])[0] for _ in range(5))
        cost = run([*CHECK, paths[100]])[0] - (2 * base - double)
        ratio = cost / (double - base)
        print(f"100 times the entities cost {ratio:.0f} times as much, without what a call costs anyway (at most 110)")


def repeated(folder: Path, count: int, name: str = "many") -> str:
    """Write the manifest's entities so many times over, each time under other ids."""
    data = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    for dataset in data["datasets"]:
        if dataset.get("supplier") in (None, "unknown"):
            dataset["supplier"] = "facet"
    ids = {
        entity["id"] for section in data.values() if isinstance(section, list) for entity in section if "id" in entity
    }
    whole: dict[str, Any] = {"rightsgate": 1}
    for number in range(count):
        for section, entities in data.items():
            if isinstance(entities, list):
                whole.setdefault(section, []).extend(renamed(entities, ids, number))
    path = folder / f"{name}-{count}.yaml"
    path.write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    return str(path)


def renamed(value: Any, ids: set[str], number: int) -> Any:
    """Give every id, and whatever names one, a number."""
    if isinstance(value, dict):
        return {key: renamed(one, ids, number) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, ids, number) for one in value]
    return f"{value}-{number}" if isinstance(value, str) and value in ids else value


if __name__ == "__main__":
    cold()
    many()
    large()
    memory()
