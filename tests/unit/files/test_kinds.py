"""What a file is, told by its content, when it is given to what takes another kind."""

from pathlib import Path

import pytest

from checkout.command import Run, without_codes
from checkout.paths import ROOT
from rightsgate.files.kinds import kind_of_raw

OUT = "; a manifest begins with `rightsgate: 1`)"
KINDS = [
    (
        "p.yaml",
        "policy: x\ntitle: X\ngate: {}",
        "it is a policy, not a manifest (give it to `rightsgate check MANIFEST --policy FILE`)",
    ),
    (
        "p.yaml",
        "policy: x\ngate: [",
        "it is a policy, not a manifest (give it to `rightsgate check MANIFEST --policy FILE`)",
    ),
    (
        "r.json",
        '{"schema": "rightsgate.report/1", "tool": {}}',
        "it is a report of rightsgate, not a manifest (check the manifest that",
    ),
    (
        "r.json",
        '{"schema": "rightsgate.report/1", "tool": {',
        "it is a report of rightsgate, not a manifest (check the manifest that",
    ),
    (
        "d.yaml",
        "source: {}\ntitle: X\nrecommendations: []",
        "it is a file of a rule pack, not a manifest (give the folder that it lies in",
    ),
    (
        "d.yaml",
        "entity: thing\nsection: things\nfields: {}",
        "it is a file of a rule pack, not a manifest (give the folder that it lies in",
    ),
    (
        "c.yaml",
        "as_of: 2026-01-01\ngiven: {actors: []}\ncases: {}",
        "it is a file of rule cases, not a manifest (run it with `rightsgate test DIR`",
    ),
    (
        "b.json",
        '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}',
        f"it is a CycloneDX bill of materials, not a manifest (rightsgate cannot read this format{OUT}",
    ),
    ("b.json", '{"spdxVersion": "SPDX-2.3", "name": "x"}', "it is an SPDX bill of materials, not a manifest"),
    (
        "b.json",
        '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}',
        "it is an SPDX bill of materials, not a manifest",
    ),
    (
        "b.xml",
        '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>',
        "it is an XML document, not a manifest",
    ),
    (
        "card.md",
        "---\nlicense: mit\npipeline_tag: text-generation\n---\n# A model\n\nText: more.",
        "it is a model card (Hugging Face) in Markdown, not a manifest (rightsgate cannot read this format; you can record the",
    ),
    (
        "card.md",
        "---\nsize_categories: [1K<n<10K]\n---\n\n# A dataset\n",
        "it is a dataset card (Hugging Face) in Markdown, not a manifest",
    ),
    (
        "card.md",
        "---\nlicense: mit\n---\n# A model\n",
        "it is a Markdown document with YAML front matter, not a manifest",
    ),
    ("README.md", "# A model\n\n- a\n: b", "it is a Markdown document, not a manifest"),
    (
        "card.json",
        '{"model_details": {"name": "x"}, "considerations": {}}',
        "it is a model card (Model Card Toolkit), not a manifest",
    ),
    (
        "data.json",
        '{"@context": {"sc": "https://schema.org/"}, "@type": "sc:Dataset", "distribution": []}',
        "it is a dataset description (Croissant), not a manifest",
    ),
    (
        "docker-compose.yml",
        "x-base: &b {a: 1}\nservices:\n  web:\n    <<: *b\n",
        "it is a Docker Compose file, not a manifest",
    ),
    (
        "package.json",
        '{"name": "x", "version": "1.0.0", "dependencies": {}}',
        "it is a package.json file of npm, not a manifest",
    ),
    (
        "s.sarif",
        '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": []}',
        "it is a SARIF report, not a manifest",
    ),
    ("o.json", '{"catalog": {"uuid": "x"}}', "it is an OSCAL document, not a manifest"),
    (
        "s.json",
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}',
        "it is a JSON Schema, not a manifest",
    ),
    ("ci.yml", "on: push\njobs: {}", "it is a GitHub Actions workflow, not a manifest"),
    (
        "k.yaml",
        "apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\n",
        "it is a Kubernetes object, not a manifest",
    ),
    ("x.pdf", "%PDF-1.7\n", "it is a PDF document, not a manifest"),
    ("x.zip", "PK\x03\x04", "it is a ZIP archive, or a document of an office program, not a manifest"),
    (
        "x.yaml",
        "title: x\nauthor: y\ndate: 2026-01-01\nright: z\ndetection: z",
        ":1:1: not a manifest: it lacks 'rightsgate' (begin with `rightsgate: 1`)",
    ),
]


@pytest.mark.parametrize(("name", "text", "words"), KINDS, ids=[f"{row[0]} {row[2][6:30]}" for row in KINDS])
def test_a_file_of_another_kind_is_refused_in_one_line_that_says_what_it_is(
    name: str, text: str, words: str, tmp_path: Path, command: Run
) -> None:
    (tmp_path / name).write_text(text)
    done = command(tmp_path, "check", name)
    assert done.returncode == 2
    (line,) = without_codes(done.stderr).splitlines()
    assert line.removeprefix(f"error: {name}").removeprefix(": ").startswith(words)
    assert "did you mean" not in line


MISPLACED = [
    (
        ["check", "m.yaml", "--policy", "m.yaml"],
        "m.yaml: it is a manifest, not a policy (check it with `rightsgate check FILE`)",
    ),
    (
        ["check", "m.yaml", "--policy", "report.json"],
        "report.json: it is a report of rightsgate, not a policy (check the manifest that it reports on)",
    ),
    (
        ["check", "m.yaml", "--policy", "bom.json"],
        "bom.json: it is a CycloneDX bill of materials, not a policy (rightsgate cannot read this format; a policy begins with `policy: NAME`)",
    ),
    (
        ["check", "m.yaml", "--policy", "other.yaml"],
        "other.yaml:1:1: not a policy: it lacks 'policy' (a policy has the keys policy, title,",
    ),
    (
        ["check", "m.yaml", "--policy", "dir"],
        "dir: it is a folder, not a policy (name one policy file, or a shipped policy)",
    ),
    (["check", "m.yaml", "--rules", "m.yaml"], "m.yaml: it is a manifest, not a file of a rule pack (check it with"),
    (
        ["check", "m.yaml", "--rules", "rule.yaml"],
        "rule.yaml: no such folder of rules (it is a file; name the folder that it lies in)",
    ),
    (["check", "m.yaml", "--rules", "dir"], "dir/m.yaml: it is a manifest, not a file of a rule pack (check it with"),
    (["check", "m.yaml", "--rules", ""], "'': no such folder of rules (name a folder of YAML files)"),
    (["test", "m.yaml"], "m.yaml: it is a manifest, not a file of a rule pack (check it with"),
    (["why", "bsr-4.5.d", "dir"], "dir: it is a folder; name one file"),
    (["why-not", "bsr-4.5.d", "dir"], "dir: it is a folder; name one file"),
    (
        ["why", "bsr-4.5.d", "bom.json"],
        "bom.json: it is a CycloneDX bill of materials, not a manifest (rightsgate cannot read",
    ),
]


@pytest.mark.parametrize(("arguments", "words"), MISPLACED, ids=[" ".join(row[0]) for row in MISPLACED])
def test_what_is_given_to_the_wrong_option_is_named(
    arguments: list[str], words: str, tmp_path: Path, command: Run
) -> None:
    (tmp_path / "dir").mkdir()
    for name in ("m.yaml", "dir/m.yaml"):
        (tmp_path / name).write_text("rightsgate: 1\nactors: [{id: a}]\n")
    (tmp_path / "bom.json").write_text('{"bomFormat": "CycloneDX"}')
    (tmp_path / "report.json").write_text('{"schema": "rightsgate.report/1", "policy": {}}')
    (tmp_path / "other.yaml").write_text("author: x\nright: y\n")
    (tmp_path / "rule.yaml").write_text("source: {}\nrecommendations: []\n")
    done = command(tmp_path, *arguments)
    assert done.returncode == 2
    (line,) = without_codes(done.stderr).splitlines()
    assert line.startswith(f"error: {words}")


def test_standard_input_of_another_kind_is_refused_as_what_it_is(tmp_path: Path, command: Run) -> None:
    done = command(tmp_path, "check", "-", stdin=b"policy: x\ngate: [")
    assert without_codes(done.stderr).startswith("error: <stdin>: it is a policy, not a manifest")


OURS = [
    *(ROOT / "rules").rglob("*.yaml"),
    *(ROOT / "policies").glob("*.yaml"),
    *(ROOT / "fixtures").glob("*/manifest.yaml"),
    *(ROOT / "examples").glob("*.yaml"),
]


@pytest.mark.parametrize("path", OURS, ids=[str(path.relative_to(ROOT)) for path in OURS])
def test_our_own_files_are_never_taken_for_another_kind(path: Path) -> None:
    kind = kind_of_raw(path.read_bytes())
    what = {
        "policies": "a policy",
        "fixtures": "a manifest",
        "examples": "a manifest",
        "rules": "a file of a rule pack",
    }[path.relative_to(ROOT).parts[0]]
    expected = "a file of rule cases" if path.name.endswith(".cases.yaml") else what
    assert kind is not None
    assert kind.what == expected
