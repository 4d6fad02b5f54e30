"""Nothing of a manifest or of a file name steers the terminal."""

import json
from pathlib import Path

from hostile.runs import MANIFEST, Attack, refused


def test_nothing_of_a_manifest_or_of_a_file_name_steers_the_terminal(attack: Attack, tmp_path: Path) -> None:
    hostile = "a\x9b31mb\u202ec\x7f" + "x" * 100_000
    actor = {"id": "lab", "activities": ["app_building"], "name": hostile}
    name = "m\x1b[31m\u202e.json"
    (tmp_path / name).write_text(json.dumps({"rightsgate": 1, "name": hostile, "actors": [actor]}, ensure_ascii=False))
    for call in (
        ("check", name),
        ("check", name, "--detail", "findings"),
        ("check", name, "--detail", "full"),
        ("check", name, "--format", "json"),
        ("why", "RI-5@lab", name),
        ("why-not", "x", name),
    ):
        ended = attack(*call)
        assert ended.returncode in (0, 1, 2, 3), ended.stderr
        for stream in (ended.stdout, ended.stderr):
            assert all(line.isprintable() for line in stream.decode().split("\n"))
    assert json.loads(attack("check", name, "--format", "json").stdout)["manifests"][0]["name"] == hostile
    assert len(attack("check", name, "--detail", "full").stdout) < 50_000
    assert len(attack("check", name).stdout) < 10_000


def test_a_file_name_that_is_no_text_is_refused(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "m\udc9b.yaml").write_text(MANIFEST)
    refused(attack("check", "."), "m\\udc9b.yaml: the name of the file is not UTF-8 (rename it)")
