"""Words that say nothing, and words that say no, in whatever spelling.

People fill in forms to get past them: ``TBC``, ``?``, ``<your plan>``. Such a text is not a statement, not evidence and
not a person's name. The same test serves values, items of lists, details, decisions and reasons.
"""

import re
from typing import Final
from unicodedata import combining, normalize

from rightsgate.text.characters import ANY_UNSEEN

# Longer texts are taken as descriptions, whatever they begin with; of very long ones only the beginning is looked at.
LONGEST: Final = 60
LOOKED_AT: Final = 2000
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
        *("k a", "keine angabe", "unbekannt", "inconnu", "desconocido", "idk", "yet", "currently", "so far"),
        *("not determined", "not decided", "replace me", "replace this", "click or tap here to enter text"),
        *("a completer", "pendiente", "n v t", "待定", "未定"),
    )
)
NO: Final = frozenset(
    (
        *("no", "n", "none", "false", "off", "f", "0", "nil", "null", "nan", "void", "zero", "nope", "nah", "never"),
        *(
            "not",
            "nothing",
            "no one",
            "noone",
            "nobody",
            "unsigned",
            "awaiting signature",
            "neither",
            "without",
            "absent",
            "missing",
            "lacking",
        ),
        *("not yet", "not done", "not in place", "not existing", "non existent", "nonexistent", "does not exist"),
        *("we do not", "we don t", "no plan", "no plans", "no process", "no policy", "none yet", "none planned"),
        *("none so far", "not planned", "not implemented", "disabled", "nein", "non", "nee", "nej", "keine", "kein"),
        *("aucun", "aucune", "ninguno", "ninguna", "nada", "nenhum", "nenhuma", "nessuno", "nessuna", "geen", "ingen"),
        *("nao", "noch nicht", "nicht vorhanden", "pas encore", "todavia no", "non ancora", "nog niet", "yok", "brak"),
        *("нет", "ничего", "не применимо", "いいえ", "なし", "否", "无", "暂无", "没有", "없음", "لا", "لا يوجد"),
    )
)
# A yes names no document and nobody.
YES: Final = frozenset(("yes", "true", "ok", "okay", "sure", "done", "available", "on request", "exists"))
# Short sentences that deny, such as "there is no plan yet", "we do not have one" and "not needed": perhaps a subject
# and a verb, then a negation, then nothing but words that add nothing to it.
SUBJECTS: Final = frozenset(("there", "we", "i", "it", "they"))
VERBS: Final = frozenset(
    (
        *("is", "are", "was", "were", "have", "has", "had", "do", "does", "did", "ve", "s", "will", "would", "can"),
        "could",
    )
)
NEGATIONS: Final = frozenset(("no", "not", "none", "never", "nothing", "nobody"))
# With a "t" after each, since an apostrophe separates words.
CONTRACTIONS: Final = frozenset(("don", "doesn", "didn", "haven", "hasn", "isn", "aren", "won"))
ADDS_NOTHING: Final = frozenset(
    (
        *("any", "such", "one", "it", "this", "that", "formal", "known", "current", "existing", "specific", "written"),
        *("documented", "dedicated", "official", "have", "has", "had", "exist", "exists", "apply", "applies", "do"),
        *("done", "did", "need", "needed", "necessary", "required", "relevant", "know", "plan", "plans", "planned"),
        *("process", "processes", "policy", "policies", "procedure", "procedures", "record", "records", "document"),
        *("documents", "documentation", "evidence", "review", "reviews", "reviewed", "test", "tests", "tested"),
        *("measure", "measures", "safeguards", "report", "reports", "assessment", "assessments", "assessed", "channel"),
        *("mechanism", "strategy", "team", "owner", "person", "made", "been", "be", "defined", "decided", "signed"),
        *("started", "finished", "available", "implemented", "provided", "published", "performed", "conducted"),
        *("carried", "out", "possible", "considered", "yet", "so", "far", "currently", "now", "for", "at", "the"),
        *("moment", "present", "today", "in", "place", "here", "us", "of", "to", "our", "a", "an", "and", "or", "with"),
        *("agreed", "agreement", "agreements", "contract", "contracts", "arrangement", "arrangements", "split"),
        *("division", "responsibilities", "consultation", "consulted", "engagement", "training", "trained", "contact"),
        *("beyond", "besides", "except", "other", "than", "licence", "license", "terms", "usual", "standard"),
    )
)
# A text that begins so announces what is still to be written.
TODO: Final = frozenset(("todo", "tbd", "tba", "tbc", "fixme", "xxx", "placeholder"))
TO_BE: Final = frozenset(
    (
        *("added", "announced", "completed", "confirmed", "decided", "defined", "determined", "done", "provided"),
        "written",
    )
)
# A template's gap that nobody filled.
GAP: Final = re.compile(
    r"<[^<>/@]*>|\{[^{}]*\}|\{\{.*\}\}|\$\{.*\}|\$\w+|\[[^\[\]]*\]|\u00ab[^\u00ab\u00bb]*\u00bb|%\w+%|__+\w*__+"
)
# A number by itself, however it is written.
NUMBER: Final = re.compile(
    r"[-+]?(?:0[xob])?[0-9][0-9a-f_.,]*(?:e[-+]?[0-9]+)?\s*%?|[-+]?\.?(?:inf|nan)", re.IGNORECASE
)
# Letters of other alphabets, and digits, that stand for Latin letters in a word that has some.
ALIKE: Final = str.maketrans("\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u043d\u0442\u03bf\u03bd0", "aeopcxyhtov" + "o")
DAY: Final = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?")
WORD: Final = re.compile(r"\w+")


def is_placeholder(text: str) -> bool:
    """Whether a text is a mere placeholder for a name or description: a blank, a sign, ``TBC``, ``<your plan>``."""
    words = normalized_words(text)
    if len(words) > LONGEST:
        return NOTHING.issuperset(words.split()) or len(set(words)) == 1
    return (
        words in NOTHING
        or NOTHING.issuperset(words.split())
        or _is_promise(words.split())
        or GAP.fullmatch(text.strip()) is not None
    )


def says_nothing(text: str) -> bool:
    """Whether a text describes nothing: a placeholder, a single letter, or a number that is not a date.

    >>> says_nothing("TBC"), says_nothing("?"), says_nothing("5"), says_nothing("reviewed each quarter")
    (True, True, True, False)
    """
    if is_placeholder(text):
        return True
    stripped = text.strip()
    letters = "".join(WORD.findall(stripped[:LONGEST]))
    number = (letters.isnumeric() or NUMBER.fullmatch(stripped)) and not DAY.fullmatch(stripped)
    return bool(number) or (len(set(letters)) < 2 and letters.isascii())


def says_no(text: str) -> bool:
    """Whether a text denies that the thing exists: ``no``, ``None``, ``not yet``."""
    words = normalized_words(text)
    each = set(words.split())
    return words in NO or (not each.isdisjoint(NO) and each <= NO | NOTHING)


def denies(text: str) -> bool:
    """Whether a text denies, in a word or a short sentence, that the thing exists: ``no``, "there is no plan yet"."""
    words = normalized_words(text)
    return says_no(text) or (len(words) <= LONGEST and _is_denial(words.split()))


def _is_denial(words: list[str]) -> bool:
    for optional in (SUBJECTS, VERBS):
        if words and words[0] in optional:
            words = words[1:]
    if words and words[0] in CONTRACTIONS:
        return words[1:2] == ["t"] and ADDS_NOTHING.issuperset(words[2:])
    return bool(words) and words[0] in NEGATIONS and ADDS_NOTHING.issuperset(words[1:])


def _is_promise(words: list[str]) -> bool:
    return not TODO.isdisjoint(words[:1]) or (words[:2] == ["to", "be"] and not TO_BE.isdisjoint(words[2:3]))


def names_nobody(text: str) -> bool:
    """Whether a text names no person, document or other thing that could support a statement."""
    if says_nothing(text) or denies(text) or normalized_words(text) in YES:
        return True
    return DAY.fullmatch(text.strip()) is not None


def normalized_words(text: str) -> str:
    """Return the words of a text, in lower case and one spelling, with single blanks and nothing else between them.

    What cannot be seen is left out, and so are accents; single letters in a row are one word (``t.b.d.``).
    """
    folded = normalize("NFKD", re.sub(ANY_UNSEEN, "", text[:LOOKED_AT]).casefold())
    seen = "".join(one for one in folded if one.isprintable() and not combining(one))
    words = [_latin(word) for word in WORD.findall(normalize("NFKC", seen).replace("_", " "))]
    if words and all(len(word) == 1 and word.isascii() and word.isalpha() for word in words):
        return "".join(words)
    return re.sub(r"\bn a\b", "na", " ".join(words))


def _latin(word: str) -> str:
    """Return a word in Latin letters if it has some, with what only looks like them replaced."""
    return word.translate(ALIKE) if any(map(str.isalpha, word)) and re.search("[a-z]", word) else word
