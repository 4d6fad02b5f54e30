"""Coverage-guided fuzzing of one loader: whatever the input, it is read or refused with InputError, and nothing else.

    pip install atheris && python benchmarks/fuzz.py manifest OUT -runs=400000 -max_len=2000 -timeout=20

The first word is ``manifest``, ``rules`` or ``policy``; OUT is a folder, made if need be, that keeps the corpus
(seeded from fixtures, rules and policies) and what broke a loader; what follows is passed on to libFuzzer.
"""

import re
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Final

import atheris

with atheris.instrument_imports(include=["rightsgate"]):
    import rightsgate.rules.packs.assemble  # noqa: F401 - loading a pack imports it late, and it is what to watch
    from rightsgate.errors import InputError
    from rightsgate.limits import Limits
    from rightsgate.manifest.read import read_manifest
    from rightsgate.rules.forms.policy import load_policy
    from rightsgate.rules.packs import files as pack_files
    from rightsgate.rules.packs.load import builtin, load_pack
    from rightsgate.text import files
    from rightsgate.text.located import LocatedMap
    from rightsgate.vocabulary.read import CORE

ROOT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = {"manifest": ("fixtures",), "rules": ("rules",), "policy": ("policies",)}
LARGEST_SEED: Final = 3000  # bytes: what is larger is mutated too slowly to be worth it
KEPT_FIELDS: Final = 4  # of each entity kind, beside those that every vocabulary has
Target = Callable[[bytes], object]


def manifests() -> Target:
    """Read manifests as a run of the command does, YAML and JSON alike."""
    vocabulary = load_pack([builtin("rules")]).vocabulary
    return lambda raw: read_manifest(files.read_stream(raw, "m"), "m", vocabulary)


def rules(folder: Path) -> Target:
    """Load a pack of one file beside the shipped roles and the core of the vocabulary, whose files are parsed once."""
    kept: dict[str, LocatedMap] = {}
    base, own = folder / "base", folder / "own"
    ours = Path(builtin("rules"))
    for path in [*ours.glob("vocabulary/*.yaml"), ours / "inference" / "roles.yaml"]:
        write(base / path.name, path.read_bytes())
    write(own / "pack.yaml", b"pack: own\n")

    def read(_wanted: str, path: str, name: str, limits: Limits) -> LocatedMap:
        if path.endswith("fuzzed.yaml"):
            return files.read_located(path, name, limits)
        if path not in kept:
            kept[path] = narrowed(files.read_located(path, name, limits))
        return kept[path]

    pack_files.read_as = read  # type: ignore[attr-defined] # parsing the same files again finds nothing

    def load(raw: bytes) -> object:
        write(own / "fuzzed.yaml", raw)
        return load_pack([base, own])

    return load


def narrowed(data: LocatedMap) -> LocatedMap:
    """Leave out most fields of an entity kind: to check five hundred for every input would take most of the time."""
    fields, core = data.get("fields", {}), CORE.get(data.get("entity", ""), ())
    for name in [name for name in fields if name not in core][KEPT_FIELDS:]:
        del fields[name]
    return data


def policies(folder: Path) -> Target:
    """Load a policy, which may extend the shipped ones, against the shipped rules."""
    shipped, path = load_pack([builtin("rules")]), folder / "policy.yaml"

    def load(raw: bytes) -> object:
        write(path, raw)
        return load_policy(str(path), builtin("policies"), shipped)

    return load


def write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def seed(kind: str, corpus: Path) -> None:
    """Put small whole files into the corpus, and the head and the parts of large ones."""
    for number, path in enumerate(sorted(p for name in SEEDS[kind] for p in (ROOT / name).rglob("*.yaml"))):
        if not path.name.endswith(".cases.yaml"):
            for part, raw in enumerate(parts(path.read_bytes())):
                write(corpus / f"{number:04}-{part}", raw)


def parts(raw: bytes) -> Iterable[bytes]:
    """Cut a long file into the entries of its sections, each below its section's key and the first line."""
    if len(raw) <= LARGEST_SEED:
        return [raw]
    first, *sections = re.split(rb"(?m)^(?=\w)", raw)[1:]
    cut = ((re.split(rb"(?m)^(?=  - )", section)) for section in sections)
    found = [first + key + entry for key, *entries in cut for entry in entries or [b""]]
    return [part for part in found[:60] if len(part) <= LARGEST_SEED]


def dictionary(path: Path) -> None:
    """Give libFuzzer the words of the shipped rules and fixtures."""
    text = "\n".join(
        p.read_text(encoding="utf-8") for name in ("rules", "policies") for p in (ROOT / name).rglob("*.yaml")
    )
    words = sorted(set(re.findall(r"[a-z][a-z_]{2,20}:?", text)))
    write(
        path,
        "\n".join(f'"{word}"' for word in [*words, "$x", "[*]", "<<:", "&a", "*a", "!!", "\\\\x00", "1e999"]).encode(),
    )


def mutated(raw: bytes, most: int, seed: int) -> bytes:
    """Change an input: every other time by lines and words, which leaves most of its syntax whole."""
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    lines = raw.split(b"\n")
    if random.random() < 0.5 or len(lines) < 2:
        return atheris.Mutate(raw, most)  # type: ignore[no-any-return] # atheris is not typed
    for _ in range(random.randint(1, 3)):
        here, there = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(4):
            case 0:
                lines.insert(there, lines[here])
            case 1:
                lines[here], lines[there] = lines[there], lines[here]
            case 2 if len(lines) > 1:
                del lines[here]
            case _:
                words = re.split(rb"(\W+)", lines[here])
                words[random.randrange(len(words))] = random.choice(re.split(rb"\W+", lines[there]))
                lines[here] = b"".join(words)
    return b"\n".join(lines)[:most]


def held(target: Target, broken: Path) -> Callable[[bytes], None]:
    """Let the target refuse an input; keep the first input for each place that anything else is raised at."""
    seen: set[tuple[str, int | None]] = set()

    def once(raw: bytes) -> None:
        try:
            refuse(target, raw)
        except Exception as error:  # noqa: BLE001 - what is fuzzed for
            where = traceback.extract_tb(error.__traceback__)[-1]
            if (where.filename, where.lineno) not in seen:
                seen.add((where.filename, where.lineno))
                write(broken / f"{type(error).__name__}-{Path(where.filename).stem}-{where.lineno}", raw)

    return once


def refuse(target: Target, raw: bytes) -> None:
    """Accept a refusal that names faults, each of them on a line that any terminal shows."""
    try:
        target(raw)
    except InputError as error:
        if not error.faults or not all(str(fault).isprintable() for fault in error.faults):
            raise ValueError(repr(error)) from error


def main() -> None:
    """Seed the corpus and hand over to libFuzzer, which ends the process."""
    kind, out = sys.argv[1], Path(sys.argv[2]).resolve()
    corpus = out / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seed(kind, corpus)
    dictionary(out / "words")
    target = {"manifest": manifests, "rules": lambda: rules(out), "policy": lambda: policies(out)}[kind]()
    once = held(target, out / "broken")
    atheris.Setup([sys.argv[0], f"-dict={out / 'words'}", *sys.argv[3:], str(corpus)], once, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
