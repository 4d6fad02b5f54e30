"""Words that say nothing, and words that say no, in whatever spelling.

People fill in forms to get past them: ``TBC``, ``?``, ``<your plan>``. Such a text is not a statement, not evidence and
not a person's name. The same test serves values, items of lists, details, decisions and reasons.
"""

import re
from typing import Final
from unicodedata import normalize

# Longer texts are taken as descriptions, whatever they begin with.
LONGEST: Final = 60
NOTHING: Final = frozenset(
    (
        *("", "unknown", "na", "n a", "not applicable", "not available", "not stated", "not specified", "not known"),
        *("not sure", "no idea", "no comment", "no information", "no data", "undefined", "unspecified", "undecided"),
        *("tbd", "tba", "tbc", "tbs", "todo", "to do", "fixme", "xxx", "wip", "pending", "later", "soon"),
        *("to be determined", "to be decided", "to be defined", "to be done", "to be completed", "to be added"),
        *("to be announced", "to be confirmed", "to be provided", "to follow", "will follow", "coming soon"),
        *("in progress", "work in progress", "under review", "under development", "more information needed"),
        *("needs more information", "placeholder", "example", "sample", "lorem ipsum", "text", "string", "value"),
        *("blank", "empty", "etc", "see above", "see below", "as above", "same", "ditto", "idem", "foo", "bar", "test"),
        *("insert text here", "your text here", "fill in", "fill me in", "changeme", "change me", "asdf", "qwerty"),
        *("k a", "keine angabe", "unbekannt", "inconnu", "desconocido"),
    )
)
NO: Final = frozenset(
    (
        *("no", "n", "none", "false", "off", "f", "0", "nil", "null", "nan", "void", "zero", "nope", "nah", "never"),
        *("not", "nothing", "no one", "noone", "nobody", "neither", "without", "absent", "missing", "lacking"),
        *("not yet", "not done", "not in place", "not existing", "non existent", "nonexistent", "does not exist"),
        *("we do not", "we don t", "no plan", "no plans", "no process", "no policy", "none yet", "none planned"),
        *("none so far", "not planned", "not implemented", "disabled", "nein", "non", "nee", "nej", "keine", "kein"),
        *("aucun", "aucune", "ninguno", "ninguna", "nada", "nenhum", "nessuno", "geen", "нет", "いいえ", "否", "لا"),
    )
)
# Short sentences that deny, such as "there is no plan yet", "we do not have one" and "not needed".
DENIAL: Final = re.compile(
    r"(?:(?:there|we|i|it|they) )?(?:(?:is|are|was|were|have|has|had|do|does|did|ve|s|will|would|can|could) )?"
    r"(?:no|not|none|never|don t|doesn t|didn t|haven t|hasn t|isn t|aren t|won t|nothing|nobody|no one)"
    r"(?: (?:any|such|one|it|this|that|formal|known|current|existing|specific|written|documented|dedicated|official"
    r"|have|has|had|exist|exists|existing|apply|applies|do|done|did|need|needed|necessary|required|relevant|know"
    r"|plan|plans|planned|process|processes|policy|policies|procedure|procedures|record|records|document|documents"
    r"|documentation|evidence|review|reviews|reviewed|test|tests|tested|measure|measures|safeguards|report|reports"
    r"|assessment|assessments|assessed|channel|mechanism|strategy|team|owner|person|made|written|been|be|defined|decided"
    r"|started|finished|available|implemented|provided|published|performed|conducted|carried|out|possible|considered"
    r"|yet|so|far|currently|now|for|at|the|moment|present|today|in|place|here|us|of|to|our|a|an))*"
)
# A text that begins so announces what is still to be written.
PROMISE: Final = re.compile(
    r"(?:todo|tbd|tba|tbc|fixme|xxx|placeholder)\b"
    r"|to be (?:added|announced|completed|confirmed|decided|defined|determined|done|provided|written)\b"
)
# A template's gap that nobody filled.
GAP: Final = re.compile(
    r"<[^<>]*>|\{\{.*\}\}|\$\{.*\}|\[(?:insert|your|todo|tbd|add|describe|more)\b.*\]|%\w+%|__+\w*__+", re.IGNORECASE
)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
WORD: Final = re.compile(r"\w+")


def is_placeholder(text: str) -> bool:
    """Say whether a text only keeps the place of a name or a description: a blank, a sign, ``TBC``, ``<your plan>``."""
    if len(text) > LONGEST:
        return not any(map(str.isalnum, text))
    words = plain(text)
    return (
        words in NOTHING
        or NOTHING.issuperset(words.split())
        or PROMISE.match(words) is not None
        or GAP.fullmatch(text.strip()) is not None
    )


def says_nothing(text: str) -> bool:
    """Say whether a text leaves open what it should describe: a placeholder, a single letter, a number but no date.

    >>> says_nothing("TBC"), says_nothing("?"), says_nothing("5"), says_nothing("reviewed each quarter")
    (True, True, True, False)
    """
    if is_placeholder(text):
        return True
    letters = "".join(WORD.findall(text[:LONGEST]))
    number = letters.isdecimal() and not DAY.fullmatch(text.strip())
    return number or (len(letters) < 2 and letters.isascii())


def says_no(text: str) -> bool:
    """Say whether a text denies that there is what it should describe: ``no``, ``None``, ``not yet``."""
    if len(text) > LONGEST:
        return False
    words = plain(text)
    each = set(words.split())
    return words in NO or (not each.isdisjoint(NO) and each <= NO | NOTHING)


def denies(text: str) -> bool:
    """Say whether a text says in a few words that there is nothing to describe: ``no``, "there is no plan yet"."""
    return says_no(text) or (len(text) <= LONGEST and DENIAL.fullmatch(plain(text)) is not None)


def plain(text: str) -> str:
    """Return the words of a text, in lower case and one spelling, with single blanks and nothing else between them."""
    seen = "".join(one for one in normalize("NFKC", text) if one.isprintable())
    return " ".join(WORD.findall(seen.casefold())).strip("_ ")
