"""Read files within the limits, find manifests in folders. Opens nothing that was not named or found there."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rightsgate.errors import Fault, InputError
from rightsgate.load.located import MAX_BYTES, LocatedMap, decode, parse

SUFFIXES: Final = (".yaml", ".yml", ".json")


def read_located(path: Path, name: str) -> LocatedMap:
    """Read one YAML or JSON file; raises InputError if it cannot be read, with its place."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError([Fault(path=name, message=_reason(error))]) from None
    return parse(decode(raw, name), name, json=path.suffix == ".json")


def read_stream(raw: bytes, name: str) -> LocatedMap:
    """Read standard input: JSON if it begins with a brace, otherwise YAML."""
    text = decode(raw, name)
    return parse(text, name, json=text.lstrip().startswith("{"))


def find_manifests(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that ``paths`` name; folders are searched, hidden ones left out.

    Raises InputError for every path that is not there and every folder without a manifest.
    """
    faults: list[Fault] = []
    found: dict[str, None] = {}
    for name in paths:
        path = Path(name)
        if name == "-" or path.is_file():
            found[name] = None
        elif path.is_dir():
            inside = sorted(str(p) for p in path.rglob("*") if _is_manifest(p, path))
            if not inside:
                faults.append(
                    Fault(path=name, message=f"the folder holds no manifest ({', '.join(SUFFIXES)})")
                )
            found.update(dict.fromkeys(inside))
        else:
            faults.append(Fault(path=name, message="no such file or folder"))
    if faults:
        raise InputError(faults)
    yield from sorted(found)


def _is_manifest(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.suffix in SUFFIXES and not hidden and path.is_file()


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return f"cannot be read: {error.strerror or error}"
