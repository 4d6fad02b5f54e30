"""The forty rules of a kit of peers as a rule pack of ours with its own vocabulary; what it finds, one line each.

    python benchmarks/peers.py pack FOLDER [KIT]       write the pack and its policy
    python benchmarks/peers.py manifests DATA...       write the kit's manifests (YAML, list layout) as ours beside them
    python benchmarks/peers.py dump FOLDER TARGET      check as the command does, print manifest, rule, entity

KIT (../shared/peers-bench unless named) holds spec.py, which states the rules once; nothing of it is kept here.
docs/benchmarks.md says how to compare.
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

KIT = Path(__file__).resolve().parent.parent.parent / "shared" / "peers-bench"
# Fields that every vocabulary must define (vocabulary/read.py); the kit's manifests use none of them.
REQUIRED = {
    "actor": {"activities": None, "roles": None},
    "dataset": {"supplier": "actor"},
    "model": {"developer": "actor", "trained_on": "dataset", "based_on": "model"},
    "application": {"developer": "actor", "built_on": "model", "trained_on": "dataset"},
    "deployment": {"application": "application", "deployer": "actor"},
    "relation": {"kind": None, "from": "actor", "to": "actor"},
    **{kind: {"owner": "actor"} for kind in ("document", "terms", "channel", "decision", "judgement")},
    "impact": {kind: kind for kind in ("dataset", "model", "application", "deployment")},
    "link": {"impact": "impact", "actor": "actor"},
}
TYPES = {"str": "text", "list": "list", "bool": "boolean"}
FAILED = ("unmet", "unknown")  # the kit counts what nobody states as failed; the report keeps the two apart
ROLE = "maker"


def spec_of(kit: Path) -> ModuleType:
    """Import the kit's statement of its rules."""
    found = importlib.util.spec_from_file_location("spec", kit / "spec.py")
    if found is None or found.loader is None or not (kit / "spec.py").is_file():
        sys.exit(f"skipped: {kit} is no kit of peers, it has no spec.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def vocabulary(spec: ModuleType) -> Iterator[dict[str, Any]]:
    """Yield every kind of entity: those of the kit with their fields, and those that every vocabulary must define."""
    sections = {kind.lower(): section for section, (kind, _, _) in spec.SECTIONS.items()}
    for kind, links in REQUIRED.items():
        section = sections.get(kind, f"{kind}_records")
        fields = {name: _link(to) for name, to in links.items()}
        fields |= {name: _selector(values) for name, values in spec.SELECTORS.get(section, {}).items()}
        fields |= {name: _field(TYPES[form]) for name, form, _ in spec.FIELDS.get(section, ())}
        if kind in sections:
            fields |= {name: _field("text") for name in ("notes", "last_reviewed")}
        needed = "needed" if kind in sections or kind == "impact" else "optional"
        yield {"entity": kind, "section": section, "means": f"A {kind}", "id": needed, "fields": fields}


def _link(to: str | None) -> dict[str, Any]:
    if to is None:
        return {"type": "choices", "means": "Every vocabulary defines it"}
    return {"type": "references", "to": to, "means": "Every vocabulary defines it"}


def _selector(values: list[Any]) -> dict[str, Any]:
    if isinstance(values[0], bool):
        return _field("boolean")
    return {"type": "choice", "values": values, "means": "Decides which rules apply"}


def _field(form: str) -> dict[str, Any]:
    return {"type": form, "means": "Asked for by one rule, or by none"}


def inferences(spec: ModuleType) -> dict[str, Any]:
    """Bind every actor for itself, and the first actor for all that the service is made of.

    The rules of the kit name nobody who owes anything; ours need somebody.
    """
    first = f"{spec.SECTIONS['actors'][2]}-1"
    rules = [
        {
            "id": "every-actor",
            "title": "Every actor answers for itself",
            "if": [{"actor": ["$actor"]}],
            "then": {"role": ["$actor", ROLE]},
        },
        {
            "id": "bound",
            "title": "Who has a role is bound by it",
            "if": [{"role": ["$actor", "$role"]}],
            "then": {"bound": ["$actor", "$role"]},
        },
    ]
    for section, (kind, _, _) in spec.SECTIONS.items():
        if section != "actors":
            name = kind.lower()
            premises = [{"actor": [first]}, {name: ["$entity"]}]
            scope = {"in_scope": [first, ROLE, name, "$entity"]}
            title = f"The first actor answers for every {name}"
            rules.append({"id": f"{name}-in-scope", "title": title, "if": premises, "then": scope})
    return {"title": "Who answers for what", "inferences": rules}


def duties(spec: ModuleType) -> Iterator[dict[str, Any]]:
    """Yield one file for each section."""
    for number, section in enumerate(spec.SECTIONS, 1):
        rules = [rule for rule in spec.RULES if rule["section"] == section]
        recommendation = {"id": section, "number": number, "title": section, "duties": [_duty(r) for r in rules]}
        source = {"document": "peers-bench", "section": section}
        yield {"source": source, "title": section.capitalize(), "recommendations": [recommendation]}


def _duty(rule: Mapping[str, Any]) -> dict[str, Any]:
    test = {"equals": True} if rule["op"] == "true" else {"exists": True}
    duty = {
        "id": rule["id"],
        "encodes": [rule["id"]],
        "title": f"{rule['kind']} must have {rule['field']}",
        "binds": [ROLE],
        "on": rule["kind"].lower(),
        "strength": "must",
        "require": [{"path": f"$.{rule['field']}", **test}],
        "why": "The kit asks for it.",
        "fix": f"State {rule['field']}.",
    }
    if rule["when"]:
        duty["when"] = [{"path": f"$.{rule['when']['field']}", "equals": rule["when"]["equals"]}]
    if duty["on"] != "actor":
        duty["only_listed"] = True
    return duty


def write_pack(kit: Path, folder: Path) -> None:
    """Write the pack into ``folder``/rules and its policy beside it."""
    spec = spec_of(kit)
    # Under the name of the shipped pack it takes that one's place.
    files: dict[str, Any] = {"pack": {"pack": "rightsgate"}, "who": inferences(spec)}
    files |= {f"vocabulary.{body['entity']}": body for body in vocabulary(spec)}
    files |= {f"duties.{body['source']['section']}": body for body in duties(spec)}
    rules = folder / "rules"
    rules.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        _write(rules / f"{name}.yaml", body)
    block = dict.fromkeys(("must", "should", "may"), "block")
    gate = dict.fromkeys(("unmet", "unknown", "judgement"), block)
    policy = {"policy": "peers-bench", "title": "All that the kit asks", "gate": gate}
    _write(folder / "policy.yaml", policy | {"rules": {"strengths": ["must"]}})


def _write(path: Path, body: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(body, indent=1), encoding="utf-8")


def write_manifests(data: Path) -> None:
    """Write DATA.rightsgate beside a folder, and FILE.rightsgate beside each of its files.

    Our manifests differ in their head alone: the schema's line is the manifest's version, and ``owner``, of which we
    have no key at the top, is a comment.
    """
    twin = Path(f"{data}.rightsgate")
    twin.mkdir(exist_ok=True)
    for path in sorted(data.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        head, sections = text[: text.index("\nactors:")], text[text.index("\nactors:") :]
        lines = ["rightsgate: 1" if line.startswith("schema:") else line for line in head.split("\n")]
        lines = [f"# {line}" if line.startswith("owner:") else line for line in lines]
        for target in (twin / path.name, Path(f"{path}.rightsgate")):
            target.write_text("\n".join(lines) + sections, encoding="utf-8")


def dump(folder: Path, target: str) -> None:
    """Print manifest, rule and entity of every finding that the kit counts as failed."""
    options = ["--rules", str(folder / "rules"), "--policy", str(folder / "policy.yaml"), "--format", "json"]
    call = [sys.executable, "-m", "rightsgate", "check", *options, target]
    report = json.loads(subprocess.run(call, stdout=subprocess.PIPE, check=False).stdout)
    for manifest in report["manifests"]:
        name = Path(manifest["path"]).name.split(".")[0]
        for finding in manifest.get("findings", ()):
            if finding["outcome"] in FAILED:
                print(name, finding["rule"], finding.get("entity") or finding["actor"], sep="\t")


def main(arguments: list[str]) -> None:
    """Do one of the three."""
    match [argument for argument in arguments if argument != "--dump"]:
        case ["pack", folder]:
            write_pack(KIT, Path(folder))
        case ["pack", folder, kit]:
            write_pack(Path(kit), Path(folder))
        case ["manifests", *folders]:
            for folder in folders:
                write_manifests(Path(folder))
        case ["dump", folder, target]:
            dump(Path(folder), target)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
