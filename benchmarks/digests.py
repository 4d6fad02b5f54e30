"""Digests of what checks find, to compare two checkouts: outcomes, ids, derivations and people, not their wording.

Run in each checkout: python benchmarks/digests.py FOLDER > digests.txt, then diff the two files. Every manifest of the
folder is checked by all duties, and a line says what its report comes to.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

AS_OF: Final = "2026-06-01"
AT_ONCE: Final = 25
# What says the same in other words, places, and the test that is told first.
WORDED: Final = frozenset(
    ("location", "entities", "because", "title", "reason", "explanation", "question", "name", "source", "digest")
)


def plain(value: Any) -> Any:
    """Return a report without what is worded."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in WORDED}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def digests(paths: list[str]) -> Iterator[str]:
    """Yield a line for each manifest."""
    command = [
        sys.executable,
        "-m",
        "rightsgate",
        "check",
        *paths,
        "--policy",
        "audit",
        "--format",
        "json",
        "--derivations",
    ]
    done = subprocess.run([*command, "--as-of", AS_OF, "--jobs", "1"], capture_output=True, check=False)
    if done.returncode == 2:
        raise SystemExit(done.stderr.decode())
    for part in json.loads(done.stdout)["manifests"]:
        parts = {
            name: sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
            for name, value in plain(part).items()
        }
        count = len(part.get("findings", ()))
        yield f"{Path(part['path']).name} {count} " + " ".join(f"{n}={d}" for n, d in parts.items())


def main(folder: Path) -> None:
    """Print the lines of all manifests of a folder."""
    paths = sorted(str(path) for path in folder.iterdir())
    for start in range(0, len(paths), AT_ONCE):
        print(*digests(paths[start : start + AT_ONCE]), sep="\n", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
