"""Files of cases with a fault: id, text, line, what is said."""

from packs.faulty import CASES

CASE_FILES = [
    ("unknown rule", CASES.replace("x-1.a", "x-1.b"), 4, "the cases of x-1.b belong to no rule (did you mean"),
    ("unknown outcome", CASES.replace("met", "mett"), 4, "unknown key 'mett' in the cases of x-1.a (did you mean"),
    ("outcome in other words", CASES.replace("met", "not_applicable"), 4, "(did you mean 'not-applicable'?)"),
    ("no outcome", CASES.replace("met", "given"), 4, "the cases of x-1.a name no outcome (allowed: unmet, unknown"),
    ("text as cases", "as_of: 2026-06-01\ncases:\n  x-1.a: met", 3, "must be a mapping of outcomes, not a text"),
    ("text as a case", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: yes}", 3, "must be a part of a manifest, not a"),
    ("text among cases", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: [yes]}", 3, "a list of parts of a manifest, not"),
    ("no case", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: []}", 3, "'met' in the cases of x-1.a is empty"),
    ("list as given", "as_of: 2026-06-01\ngiven: []\ncases: {x-1.a: {met: {}}}", 2, "'given' in a file of cases must"),
    ("list as cases", "as_of: 2026-06-01\ncases: [x-1.a]", 2, "'cases' in a file of cases must be a mapping, not a"),
    ("no day", CASES.replace("2026-06-01", "2026-06-31"), 1, "'as_of' gives the date 2026-06-31, which does not"),
    ("month for a day", CASES.replace("2026-06-01", "2026-06"), 1, "'as_of' must be a whole day, not '2026-06'"),
    ("year for a day", CASES.replace("2026-06-01", "2026"), 1, "must be a text, not a number (quote it"),
    ("misspelt day", CASES.replace("as_of", "as_off"), 1, "'as_off' in a file of cases (did you mean 'as_of'?)"),
    ("unknown key", CASES + "more: x", 5, "unknown key 'more' in a file of cases"),
]
