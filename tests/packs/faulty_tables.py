"""Tables of rights and risks, and the faults that are put into them: id, text, what is replaced by what, line."""

from packs.faulty import RULE

INSTRUMENTS = "instruments:\n- {id: X, name: N}\n"
GROUPS = "groups:\n- {id: vg_x, name: N}\n"
RIGHTS = "rights:\n- {id: x, section: '1', name: N, instruments: {UDHR: [1]}, groups: [vg_women]}\n"
PATHWAYS = """\
source: {document: x, section: "1"}
pathways:
- {id: X-P, role: supplier, name: N, nature: omission, means: M, effects: [e], signals: [{one: channel}]}
"""
LABELS = "labels:\n- {id: X-L, role: supplier, label: L, match: exact, pathways: [SUP-DOC]}\n"
RISKS = """\
source: {document: x, section: "1"}
risks:
- id: X-R
  name: N
  means: M
  right: privacy
  groups: [vg_women]
  triggers: [{one: application}]
  cells:
  - {role: supplier, status: listed, labels: [TL-S1], sign: S, fields: [{one: channel}]}
"""
CELL = RISKS.splitlines()[-1]
# id, file, what of it is replaced, by what, line, what is said.
TABLES = [
    ("right within nothing", RIGHTS, "section", "within: privcy, section", 2, "unknown right 'privcy' (did you mean"),
    ("group of a right", RIGHTS, "vg_women", "vg_womn", 2, "unknown group 'vg_womn' (did you mean 'vg_women'?)"),
    ("articles in words", RIGHTS, "[1]", "[one]", 2, "the articles of UDHR in rights x must be a list of whole"),
    ("right twice in a list", RIGHTS, "\n", "\n- {id: x, section: '1', name: N}\n", 3, "the id 'x' is taken among"),
    (
        "right of a category",
        "categories:\n- {id: c, name: N, rights: [R], fit: close}\n",
        "R]",
        "privcy]",
        2,
        "(did you mean",
    ),
    ("right of an opportunity", "opportunities:\n- {id: o, right: R, name: N}\n", "R,", "privcy,", 2, "(did you mean"),
    ("pathway twice", PATHWAYS, "X-P", "SUP-DOC", 3, "the id 'SUP-DOC' is taken (give it an id of its own)"),
    ("unknown nature", PATHWAYS, "omission", "omision", 3, "for 'nature' (did you mean 'omission'?)"),
    (
        "misspelt key of a pathway",
        PATHWAYS,
        "effects",
        "efects",
        3,
        "unknown key 'efects' in pathway X-P (did you mean",
    ),
    ("signal of no kind", PATHWAYS, "channel", "chanel", 3, "unknown entity kind 'chanel' (did you mean"),
    ("signal of an artefact", PATHWAYS, "one: channel", "of: model, path: $.released, exists: true", 3, "is not bound"),
    (
        "signal of no fact",
        PATHWAYS,
        "one: channel",
        "facts: exposd, exists: true",
        3,
        "no rule derives the fact 'exposd'",
    ),
    ("label twice", LABELS, "X-L", "TL-S1", 2, "the id 'TL-S1' is taken (give it an id of its own)"),
    ("label for no pathway", LABELS, "SUP-DOC", "SUP-DOK", 2, "unknown pathway 'SUP-DOK' (did you mean 'SUP-DOC'?)"),
    ("label without pathways", LABELS, "[SUP-DOC]", "[]", 2, "'pathways' in label X-L is empty"),
    ("nearest of no pathway", LABELS, "match", "closest_own: SUP-DOK, match", 2, "unknown pathway 'SUP-DOK'"),
    (
        "more for no right",
        LABELS,
        "match",
        "also: {privcy: [SUP-DOC]}, match",
        2,
        "unknown right 'privcy' (did you mean",
    ),
    ("more for no pathway", LABELS, "match", "also: {privacy: [SUP-DOK]}, match", 2, "unknown pathway 'SUP-DOK'"),
    ("unknown match", LABELS, "exact", "exct", 2, "for 'match' (did you mean 'exact'?)"),
    ("risk twice", RISKS, "X-R", "RISK-5.1-1", 3, "the id 'RISK-5.1-1' is taken (give it an id of its own)"),
    ("right of a risk", RISKS, "privacy", "privcy", 6, "unknown right 'privcy' (did you mean 'privacy'?)"),
    ("right touched", RISKS, "privacy", "privacy\n  touches: [privcy]", 7, "unknown right 'privcy' (did you mean"),
    ("group of a risk", RISKS, "vg_women", "vg_womn", 7, "unknown group 'vg_womn' (did you mean 'vg_women'?)"),
    ("trigger by an actor", RISKS, "one: application", "fact: several_rols", 8, "(did you mean 'several_roles'?)"),
    ("no label of the tables", RISKS, "TL-S1", "TL-S99", 10, "unknown label 'TL-S99' (did you mean 'TL-S"),
    ("label of another role", RISKS, "TL-S1", "TL-D1", 10, "a label of the cell for supplier of risk X-R is another"),
    (
        "listed without labels",
        RISKS,
        "labels: [TL-S1], ",
        "",
        10,
        "must have labels if it is listed or merged, and none",
    ),
    ("labels of what is not listed", RISKS, "listed", "absent", 10, "must have labels if it is listed or merged, and"),
    ("unknown status", RISKS, "listed", "listd", 10, "for 'status' (did you mean 'listed'?)"),
    (
        "two cells for one role",
        RISKS,
        CELL,
        f"{CELL}\n{CELL}",
        3,
        "has two cells for one role (a role has one row in a",
    ),
]
LOST = [
    ("unknown instrument", RIGHTS, "UDHR", "UDRH", 2),
    ("right of the shipped pack", RIGHTS, "id: x", "id: privacy", 2),
    ("instrument of the shipped pack", INSTRUMENTS, "id: X", "id: UDHR", 2),
    ("group of the shipped pack", GROUPS, "vg_x", "vg_women", 2),
    ("pathway of no role", PATHWAYS, "supplier", "suplier", 3),
    ("label of no role", LABELS, "supplier", "suplier", 2),
    ("cell of no role", RISKS, CELL, "  - {role: suplier, status: absent, reason: R}", 10),
    ("duty that closes no pathway", RULE, "fix: F.", "fix: F., closes: [DEP-NOWHERE]", 7),
    ("duty on no right", RULE, "fix: F.", "fix: F., rights: [privcy]", 7),
    ("no terms at all", RULE, "path: $.size, equals: small", "facts: own_role, one_of: []", 7),
    (
        "values from nowhere",
        "extends: model\nfields:\n  a: {type: choice, means: A, values_from: risks}",
        "risks",
        "risk",
        3,
    ),
    (
        "implied by no code",
        "extends: model\nfields:\n  a: {type: choices, means: A, values: [brown, green],\n    implies: {green: [brown]}}",
        "green: [",
        "grean: [",
        4,
    ),
    (
        "implied is no code",
        "extends: model\nfields:\n  a: {type: choices, means: A, values: [brown, green],\n    implies: {green: [brown]}}",
        "[brown]",
        "[browm]",
        4,
    ),
    (
        "answer by no field",
        "extends: model\nfields:\n  a: {type: text, means: A, alternative: stage}",
        "stage",
        "stge",
        3,
    ),
    (
        "label of no code",
        "extends: model\nfields:\n  a: {type: choice, means: A, values: [brown],\n    labels: {brown: Dark}}",
        "labels: {brown",
        "labels: {browm",
        4,
    ),
    (
        "answered by nobody",
        "extends: model\nfields:\n  a: {type: text, means: A, question: Why?, answered_by: legal}",
        "legal",
        "leagl",
        3,
    ),
    (
        "place-holder of nothing",
        "extends: relation\nfields:\n  a: {type: text, means: A, question: 'Who is {from}?'}",
        "{from}",
        "{form}",
        3,
    ),
    (
        "inside no kind",
        "entity: thing\nsection: things\nmeans: M\ninside: {actor: ''}\nfields: {a: {type: text, means: A}}",
        "actor",
        "actr",
        4,
    ),
]
