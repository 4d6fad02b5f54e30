"""What a file is, told by its content: a manifest, another file of ours, or a document that other tools write.

A user who gives a file to the wrong option is told what kind of file it is.
"""

import os
import re
from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.text.shallow import decoded, top_keys

FOREIGN: Final = "rightsgate cannot read this format"
CARD: Final = "rightsgate cannot read this format; you can record the file under `documents:` in a manifest"
FRONT_MATTER: Final = re.compile(r"\s*---[ \t]*\n(.*?\n)---[ \t]*\n\s*(?!---)\S", re.DOTALL)


class Kind(msgspec.Struct, frozen=True):
    """A kind of file: its name, the command that takes it, its first key if it is ours, and its telltale keys.

    It has all keys of ``has``, one of ``some`` if there are any, none but those of ``only`` if there are any, and at
    each key of ``says`` a text that the expression matches.
    """

    what: str
    use: str = FOREIGN
    begins: str = ""
    has: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    says: tuple[tuple[str, str], ...] = ()

    def fits(self, keys: Mapping[str, object]) -> bool:
        """Whether a file with these top-level keys is of this kind."""
        return (
            keys.keys() >= set(self.has)
            and (not self.some or not keys.keys().isdisjoint(self.some))
            and (not self.only or keys.keys() <= set(self.only))
            and all(re.match(said, str(keys.get(key))) is not None for key, said in self.says)
        )


MANIFEST: Final = Kind(
    "a manifest", "check it with `rightsgate check FILE`", "a manifest begins with `rightsgate: 1`", has=("rightsgate",)
)
POLICY: Final = Kind(
    "a policy",
    "give it to `rightsgate check MANIFEST --policy FILE`",
    "a policy begins with `policy: NAME`",
    has=("policy",),
    some=("gate", "extends", "rules", "except", "title", "parameters", "evidence"),
)
RULES: Final = Kind(
    "a file of a rule pack",
    "give the folder that it lies in to --rules",
    "keep it outside the rule pack",
    some=("recommendations", "inferences"),
)
CASES: Final = Kind(
    "a file of rule cases",
    "run it with `rightsgate test DIR`, where DIR is the rule pack that it lies in",
    has=("cases",),
    only=("cases", "given", "as_of"),
)
WAIVERS: Final = Kind(
    "a file of waivers",
    "give it to `rightsgate check MANIFEST --waivers FILE`",
    "a file of waivers begins with `waivers:`",
    has=("waivers",),
    only=("waivers",),
)
REPORT: Final = Kind(
    "a report of rightsgate", "check the manifest that it reports on", says=(("schema", "rightsgate[.]"),)
)
OSCAL: Final = (
    *("catalog", "profile", "component-definition", "system-security-plan", "assessment-plan", "assessment-results"),
    *("plan-of-action-and-milestones", "mapping-collection"),
)
# What a file of a rule pack may hold beside duties and inferences, and little else.
TABLES: Final = (
    *("crosswalk", "frameworks", "labels", "parameters", "pathways", "respondents", "sets", "settled_by"),
    *("categories", "categories_of", "groups", "instruments", "opportunities", "rights"),
)
# Ours first; of the others, those told by a text at a key come before those told only by common keys.
KINDS: Final = (
    Kind(REPORT.what, REPORT.use, says=(("rightsgate", "policy .*, as of [0-9-]{10}"),)),  # as text
    MANIFEST,
    REPORT,
    POLICY,
    WAIVERS,
    CASES,
    RULES,
    Kind(RULES.what, RULES.use, RULES.begins, has=("pack",), only=("pack",)),
    Kind(RULES.what, RULES.use, RULES.begins, has=("fields",), some=("entity", "extends")),
    Kind(RULES.what, RULES.use, RULES.begins, has=("source",), some=("risks", "pathways")),
    Kind(RULES.what, RULES.use, RULES.begins, has=("document", "sections")),
    Kind(RULES.what, RULES.use, RULES.begins, has=("attribution", "steps")),
    Kind(RULES.what, RULES.use, RULES.begins, has=("remedy", "owed")),
    Kind(RULES.what, RULES.use, RULES.begins, has=("severity", "scale")),
    Kind(RULES.what, RULES.use, RULES.begins, has=("parts", "title"), some=("made_by", "asks")),
    Kind(RULES.what, RULES.use, RULES.begins, some=TABLES, only=(*TABLES, "source", "title")),
    Kind("a CycloneDX bill of materials", has=("bomFormat",)),
    Kind("an SPDX bill of materials", some=("spdxVersion", "SPDXID")),
    Kind("an SPDX bill of materials", has=("@graph",), says=(("@context", ".*spdx[.]org"),)),
    Kind("a SARIF report", has=("runs",), some=("$schema", "version")),
    Kind("an OSCAL document", some=OSCAL, only=(*OSCAL, "$schema")),
    Kind("a JSON Schema", says=(("$schema", ".*json-schema[.]org"),)),
    Kind("a C2PA manifest store", has=("active_manifest", "manifests")),
    Kind("a C2PA manifest", has=("claim_generator",)),
    Kind("a dataset description (Croissant)", CARD, has=("@context",), some=("recordSet", "distribution")),
    Kind("a JSON-LD document", has=("@context",)),
    Kind("a model card (Model Card Toolkit)", CARD, has=("model_details",)),
    Kind(
        "a dataset card (Hugging Face)",
        CARD,
        some=(
            "dataset_info",
            "task_categories",
            "size_categories",
            "annotations_creators",
            "language_creators",
            "source_datasets",
        ),
    ),
    Kind("a model card (Hugging Face)", CARD, some=("pipeline_tag", "model-index", "base_model", "library_name")),
    Kind("a model configuration", has=("model_type",), some=("architectures", "transformers_version", "vocab_size")),
    Kind("a Compliance Card", CARD, has=("card_details",)),
    Kind("an OpenAPI description", some=("openapi", "swagger"), has=("info",)),
    Kind("a Kubernetes object", has=("apiVersion", "kind")),
    Kind("a GitHub Actions workflow", has=("jobs",), some=("on", "true", "True")),
    Kind(
        "a GitLab CI configuration", has=("stages",), some=("variables", "include", "image", "default", "before_script")
    ),
    Kind("a pre-commit configuration", has=("repos",)),
    Kind("a package.json file of npm", has=("name",), some=("dependencies", "devDependencies", "scripts")),
    Kind("a lock file of npm", has=("lockfileVersion",)),
    Kind("a TypeScript configuration", has=("compilerOptions",)),
    Kind("a Jupyter notebook", has=("cells", "nbformat")),
    Kind("a Docker Compose file", has=("services",)),
)
# The kinds that a call can expect, by the word that it uses for them.
OURS: Final = {"manifest": MANIFEST, "policy": POLICY, "rules": RULES, "waivers": WAIVERS}
# The first bytes of formats other than YAML and JSON.
BEGINNINGS: Final = (
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive, or a document of an office program"),
    (re.compile(rb"\x1f\x8b"), "a compressed file (gzip)"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "an image"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!DOCTYPE html|html)", re.IGNORECASE), "an HTML page"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|[A-Za-z])"), "an XML document"),
)
# The kinds of files that are recognized by their suffix when their content does not show what they are.
NAMED: Final = {
    ".md": Kind("a Markdown document", CARD),
    ".csv": Kind("a table (CSV)"),
    ".tsv": Kind("a table (TSV)"),
    ".toml": Kind("a TOML file"),
    ".py": Kind("a Python program"),
}
KEY: Final = "rightsgate"
# How alike a word and the key must be for one to be a slip of the other.
ALIKE: Final = 0.85


def kind_of(keys: Mapping[str, object]) -> Kind | None:
    """Return the kind of file that has these top-level keys."""
    return next((kind for kind in KINDS if kind.fits(keys)), None)


def kind_of_raw(raw: bytes) -> Kind | None:
    """Return the most likely kind of a file whose content cannot be parsed."""
    for beginning, what in BEGINNINGS:
        if beginning.match(raw):
            return Kind(what)
    text = decoded(raw)
    matter = FRONT_MATTER.match(text)
    if matter is None:
        return kind_of(top_keys(text))
    keys = top_keys(matter[1])
    if "rightsgate" in keys:
        return MANIFEST
    kind = kind_of(keys)
    if kind is not None and kind.use == CARD:
        return Kind(f"{kind.what} in Markdown", CARD)
    return Kind("a Markdown document with YAML front matter", CARD)


def misplaced(path: str, kind: Kind | None, wanted: str) -> Fault | None:
    """Return the fault of a file that is known to be of another kind than is wanted."""
    asked = OURS[wanted]
    if kind is None or kind.what == asked.what:
        return None
    hint = f"{kind.use}; {asked.begins}" if kind.use in (FOREIGN, CARD) else kind.use
    return Fault.of(codes.OTHER_KIND_OF_FILE, path, f"it is {kind.what}, not {asked.what}", hint)


def resembles_manifest(keys: Collection[str], sections: Collection[str]) -> bool:
    """Whether these are the keys of a manifest whose first key is missing or misspelled."""
    listed = sum(key in sections for key in keys)
    if "actors" in keys and (listed > 1 or listed + ("name" in keys) + ("description" in keys) == len(keys)):
        return True
    return any(_is_slip(key) for key in keys)


def _is_slip(word: str) -> bool:
    """Whether a word was meant to be the key that every manifest begins with."""
    letters = "".join(c for c in word.casefold() if c.isalpha())
    if not 8 <= len(letters) <= 12 or len(set(letters) & set(KEY)) < 6:
        return False
    import difflib  # which few files need

    return difflib.SequenceMatcher(None, letters, KEY).ratio() >= ALIKE


def with_actual_kind(error: InputError, path: str, raw: bytes, wanted: str) -> InputError:
    """Return the error of a file that cannot be read: that it is of another kind, where that can be told."""
    kind = kind_of_raw(raw) or NAMED.get(os.path.splitext(path)[1].lower())
    fault = misplaced(path, kind, wanted)
    return error if fault is None else InputError([fault])
