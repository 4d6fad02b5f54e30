"""Files that say what a first manifest is made of."""

from rightsgate import codes
from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.rules.forms.tables.first_manifest import FIRST_MANIFEST, KIND
from rightsgate.rules.model.first_manifest import FirstManifest, PartPlayed
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import Vocabulary

ACTOR, ACTIVITIES = "actor", "activities"


class FirstManifestReader:
    """Reads what a first manifest is made of; all packs together say it once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Know the kinds of entity, their fields, and the activities of actors."""
        self.vocabulary = vocabulary
        self.names = FieldNames(vocabulary)
        self.found: FirstManifest | None = None

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read the file."""
        found = FIRST_MANIFEST.read(reader, data)
        if self.found is not None:
            message = "another file says what a first manifest is made of already"
            reader.fault(codes.DUPLICATE_NAME, found.mark("parts"), message, "all packs together have one such file")
            return
        ids = tuple(part["id"] for part in found["parts"])
        for part in found["parts"]:
            self._check(reader, part, ids)
        made = reader.mapping(data, "made_by", found.where) if found["made_by"] else LocatedMap()
        for kind, part in found["made_by"].items():
            if kind not in self.vocabulary.artefacts:
                reader.unknown(made.marks[kind], KIND, kind, self.vocabulary.artefacts)
            reader.known(made, kind, (part,), ids, "part")
        self.names.check(reader, found, "asks", self.vocabulary.artefacts)
        self.found = FirstManifest(
            parts=tuple(PartPlayed(**part) for part in found["parts"]), made_by=found["made_by"], asks=found["asks"]
        )

    def _check(self, reader: Reader, part: Filled, ids: tuple[str, ...]) -> None:
        """Refuse what the vocabulary does not know, and a part of whom nobody knows."""
        activities = self.vocabulary.kinds[ACTOR].by_path[ACTIVITIES].values
        reader.known(part.data, "activities", part["activities"], activities, "activity")
        for key in ("lists", "builds_on"):
            if part[key]:
                reader.known(part.data, key, (part[key],), self.vocabulary.artefacts, KIND)
        if part["passes_to"]:
            reader.known(part.data, "passes_to", (part["passes_to"],), ids, "part")
        if ids.count(part["id"]) > 1:
            reader.fault(codes.DUPLICATE_NAME, part.mark("id"), f"the part '{part['id']}' is there already")
