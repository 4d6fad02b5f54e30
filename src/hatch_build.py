"""The build hook: ships our rules compiled, so that the first check after an installation need not read them all."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):
    """Adds the compiled form of ``rules`` to a wheel; a checkout's own rules change, and are cached instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile with the code that goes into the wheel; faulty rules fail the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from rightsgate.limits import DEFAULTS
        from rightsgate.rules.packs import compiled
        from rightsgate.rules.packs.folder import open_packs
        from rightsgate.rules.packs.load import build_of, load_pack, shipped

        rules = os.path.relpath(root / "rules")  # as the rules name themselves, the same on every machine
        self.folder = tempfile.TemporaryDirectory()
        target = str(Path(self.folder.name, "rules.pack"))
        key = build_of(open_packs([rules]), DEFAULTS, at=rules).key()
        compiled.write(target, key, load_pack([rules]))
        build_data["force_include"][target] = shipped("rightsgate/data/rules")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw away what was compiled for the build."""
        del build_data, artifact_path
        if version != "editable":
            self.folder.cleanup()
