"""The errors of the YAML parser, in plain words and with a hint."""

import re
from typing import Final

import yaml

from rightsgate import codes, lookalikes
from rightsgate.errors import Fault
from rightsgate.limits import Limits
from rightsgate.text.located import CONTROL, kind_of, place, too_deep
from rightsgate.text.position import Mark

# The ends of libyaml's messages on a text that ends too early.
UNFINISHED: Final = ("node content", "',' or ']'", "',' or '}'")
UNCLOSED: Final = "is a bracket or a brace not closed?"
TABS: Final = "indentation must use spaces, not tabs"
INDENT: Final = "align it with the lines above, with spaces"
# Messages of libyaml, ours for them, and a hint; {line} is the line where the broken part begins.
PROBLEMS: Final = (
    (
        "mapping values are not allowed",
        "a ':' cannot make a key here",
        "quote a text that holds ': ', or mend the indentation",
    ),
    ("expected ',' or ']'", "the list that '[' opens at line {line} is not closed before this", "put a comma or ']'"),
    (
        "expected ',' or '}'",
        "the mapping that '{{' opens at line {line} is not closed before this",
        "put a comma or '}}'",
    ),
    ("expected key", "the indentation does not fit the mapping that begins at line {line}", INDENT),
    ("expected '-' indicator", "the indentation does not fit the list that begins at line {line}", INDENT),
    ("unexpected end of stream", "the quote that opens here is never closed", "close it"),
    ("expected ':'", "a key without a colon", "write key: value"),
    ("expected node content", "a value is missing here", ""),
    ("tab character", TABS, ""),
    ("unknown escape", "a backslash stands before a letter that it cannot stand before", "use single quotes"),
    ("Unicode character escape", "an escape names a character that does not exist alone", "write the character itself"),
    ("alphabetic or numeric", "a text cannot begin with '*' or '&'", "quote it"),
    ("sequence entries are not allowed", "a list cannot begin on this line", "begin it on a line of its own"),
    ("mapping keys are not allowed", "a '?' cannot make a key here", "quote the text"),
    ("expected <document start>", "something follows the end of the data", "one file holds one document"),
    ("incompatible YAML document", "a version of YAML that cannot be read", "leave the %YAML line out"),
)


def syntax_fault(error: Exception, text: str, path: str, limits: Limits) -> Fault:
    """Return the fault for what the parser refused."""
    mark = getattr(error, "problem_mark", None)
    deep = None if mark is None else nested_beyond(text[: mark.index], limits.depth)
    if deep is not None:
        return too_deep(path, deep, limits)
    control = None if isinstance(error, yaml.MarkedYAMLError) else re.search(CONTROL, text)
    if control is not None:
        start = control.start()
        at = (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        hint = "save it as UTF-8" if control[0] == "\0" else "take it out"
        message = f"broken YAML: it holds the control character U+{ord(control[0]):04X}"
        return Fault.at(codes.MISLEADING_CHARACTER, path, at, message, hint)
    if mark is None:
        return Fault.of(codes.SYNTAX, path, f"broken YAML: {' '.join(str(error).split())}")
    problem = str(getattr(error, "problem", ""))
    begin = getattr(error, "context_mark", None) or mark
    if "end of stream" in problem:  # a quote that is never closed: where it opens says more than where the text ends
        mark = begin
    elif problem.endswith(UNFINISHED) and not text[mark.index :].strip():
        message = "broken YAML: the text ends before it is complete"
        return Fault.at(codes.SYNTAX, path, _end_of(text), message, UNCLOSED)
    # At the end the parser may name a line after the last one.
    at = (mark.line + 1, mark.column + 1) if mark.index < len(text) else _end_of(text)
    message, hint = _said(problem, text[mark.index : mark.index + 1], begin.line + 1)
    stray = lookalikes.in_lines(text, (mark.line, mark.line - 1, begin.line))
    if stray and message != TABS:
        hint = f"{hint}; {stray}" if hint else stray
    return Fault.at(codes.SYNTAX, path, at, f"broken YAML: {message}", hint)


def _end_of(text: str) -> Mark:
    """Return the place where a text ends, without the blanks that follow."""
    end = len(text.rstrip())
    return (text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end))


def top_fault(data: object, text: str, path: str) -> Fault:
    """Return the fault for a text that holds something else than a mapping."""
    message = f"the top level must be a mapping of keys to values, not {kind_of(data)}"
    return Fault.at(codes.WRONG_TYPE, path, (1, 1), message, lookalikes.in_lines(text, range(2)))


def _said(problem: str, found: str, line: int) -> tuple[str, str]:
    """Return a message in plain words, and a hint."""
    if "cannot start any token" in problem:
        return (TABS, "") if found == "\t" else (f"a text cannot begin with '{found}'", "quote it")
    for said, message, hint in PROBLEMS:
        if said in problem:
            return message.format(line=line), hint.format()
    return problem, ""


def nested_beyond(text: str, depth: int) -> Mark | None:
    """Return where the first list or mapping begins that is nested deeper than ``depth``; None where none is.

    The parser reads ahead, so it can meet a fault, or a depth that it refuses itself, before it has told us of what
    stands earlier in the text. How it words that differs from release to release; where it stopped does not.
    """
    levels = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                levels += 1
                if levels > depth:
                    return place(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                levels -= 1
    except (yaml.YAMLError, UnicodeEncodeError):
        pass  # the text was cut off; what counts stands before
    return None
