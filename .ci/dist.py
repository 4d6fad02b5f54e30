"""Makes what a release consists of: the archives in dist/, and build/rightsgate.cdx.json, a bill of materials.

``tox -e dist`` runs it. The bill (CycloneDX) lists what an installation of the wheel has, in releases that are tried
together.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
DIST: Final = ROOT / "dist"
BILL: Final = ROOT / "build" / "rightsgate.cdx.json"


def main() -> None:
    """Build the archives and write the bill."""
    shutil.rmtree(DIST, ignore_errors=True)
    run("build", "--outdir", str(DIST))
    (wheel,) = DIST.glob("*.whl")
    BILL.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        run("venv", "--without-pip", folder)
        run("pip", "--python", folder, "install", "--quiet", "--constraint", "constraints/locked.txt", str(wheel))
        run("cyclonedx_py", "environment", "--output-reproducible", "--output-file", str(BILL), folder)
    BILL.write_text(
        json.dumps(about_us(json.loads(BILL.read_text(encoding="utf-8"))), indent=2) + "\n", encoding="utf-8"
    )


def run(module: str, *arguments: str) -> None:
    """Run a module of this Python; a failure ends the program."""
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)  # noqa: S603 - our own


def about_us(bill: dict[str, Any]) -> dict[str, Any]:
    """Return the bill with rightsgate as what it is about, and no longer as one of the parts."""
    (ours,) = (part for part in bill["components"] if part["name"] == "rightsgate")
    parts = [part for part in bill["components"] if part != ours]
    of = {name: value for name, value in ours.items() if name != "externalReferences"}  # where the wheel lay
    return {**bill, "metadata": {**bill["metadata"], "component": of}, "components": parts}


if __name__ == "__main__":
    main()
