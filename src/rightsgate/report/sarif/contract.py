"""The objects of SARIF 2.1.0 that reports use, by the names that the standard gives them.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what is at its default is left out.
"""

from enum import Enum
from typing import Any, Final

from msgspec import Struct

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION: Final = "2.1.0"
# The name of the folder from which relative paths lead: that in which the check ran.
ROOT: Final = "%SRCROOT%"


class Level(Enum):
    """How severe a result is, the most severe first; NONE is for results that are not of the kind FAIL."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


class Kind(Enum):
    """What a result is: a failing, something that cannot be decided, or something that a person has to review."""

    FAIL = "fail"
    OPEN = "open"
    REVIEW = "review"


class BaselineState(Enum):
    """How a result stands to the baseline."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Message(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A text, in Markdown as well where that is given."""

    text: str
    markdown: str = ""


class ArtifactLocation(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Where a file lies."""

    uri: str
    uri_base_id: str = ""


class Region(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A place in a file: line and column from 1."""

    start_line: int
    start_column: int = 0


class PhysicalLocation(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A file, and the place in it."""

    artifact_location: ArtifactLocation
    region: Region | None = None


class LogicalLocation(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Something by its name: an actor or an entity of a manifest, with its path in it."""

    name: str
    fully_qualified_name: str
    kind: str = "object"


class Location(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A place, with a message on what stands there."""

    physical_location: PhysicalLocation | None = None
    logical_locations: tuple[LogicalLocation, ...] = ()
    message: Message | None = None


class FlowStep(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A step of a derivation."""

    location: Location
    nesting_level: int = 0


class ThreadFlow(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Steps in their order."""

    locations: tuple[FlowStep, ...]


class CodeFlow(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """How a result follows."""

    thread_flows: tuple[ThreadFlow, ...]


class Suppression(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A waiver."""

    kind: str
    status: str
    justification: str
    location: Location
    properties: dict[str, Any]


class Result(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A finding. ``suppressions`` are None where no waivers are in use, and empty where none accepts it."""

    rule_id: str
    rule_index: int
    kind: Kind = Kind.FAIL
    level: Level | None = None
    message: Message
    locations: tuple[Location, ...]
    related_locations: tuple[Location, ...] = ()
    partial_fingerprints: dict[str, str]
    code_flows: tuple[CodeFlow, ...] = ()
    suppressions: tuple[Suppression, ...] | None = None
    baseline_state: BaselineState | None = None
    properties: dict[str, Any]


class Configuration(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """How a rule is set: how severe its results are by themselves, and whether it is in use."""

    level: Level | None = None
    enabled: bool = True


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A rule, as tools show it beside its results."""

    id: str
    name: str
    short_description: Message
    full_description: Message
    default_configuration: Configuration
    help: Message
    help_uri: str = ""
    properties: dict[str, Any]


class Driver(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """The tool."""

    name: str
    version: str
    semantic_version: str
    information_uri: str
    rules: tuple[Rule, ...]


class Tool(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What made the report."""

    driver: Driver


class Notification(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Something that people should know of the run itself."""

    level: Level
    message: Message


class Invocation(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One call of the tool."""

    execution_successful: bool
    exit_code: int
    exit_code_description: str
    tool_execution_notifications: tuple[Notification, ...] = ()


class SarifRun(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One run of the tool, without its results and properties, which are written apart."""

    tool: Tool
    invocations: tuple[Invocation, ...]
    column_kind: str
    original_uri_base_ids: dict[str, Any]
