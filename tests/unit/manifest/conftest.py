"""What is said of manifests that cannot be judged."""

import pytest

from rightsgate.errors import Fault, InputError
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.model.pack import Pack
from rightsgate.text.located import parse
from worlds.faulty import Faults


@pytest.fixture(scope="session")
def faults(pack: Pack) -> Faults:
    """Return a function that gives the faults of a manifest, none if it is read."""

    def of(text: str, *, as_json: bool = False) -> tuple[Fault, ...]:
        try:
            manifest = read_manifest(parse(text, "m", json=as_json), "m", pack.vocabulary)
        except InputError as error:
            return error.faults
        assert isinstance(manifest, Manifest)
        return ()

    return of
