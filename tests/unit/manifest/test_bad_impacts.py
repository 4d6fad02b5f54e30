"""What a user is told about impacts, ties to them and decisions that cannot be read."""

import pytest

from worlds.faulty import BASE, Faults, is_told

# id, text, line and column, what is said. Every text has exactly one fault.
# What stands in an impact, in its ties and in the decisions of an actor.
IMPACTS = [
    ("no id", "impacts: [{status: actual}]", (3, 11), "each entry of 'impacts' needs an 'id' (write id:"),
    (
        "unknown risk",
        "impacts: [{id: i, risk: RISK-5.1-9}]",
        (3, 19),
        "'RISK-5.1-9' is not a valid value for 'risk' (did you mean",
    ),
    (
        "risk in words",
        "impacts: [{id: i, risk: bias}]",
        (3, 19),
        "is not a valid value for 'risk' (allowed: RISK-5.1-1, RISK-5.1-2",
    ),
    ("unknown right", "impacts: [{id: i, rights: [privcy]}]", (3, 28), "for 'rights' (did you mean 'privacy'?)"),
    (
        "right for a list",
        "impacts: [{id: i, rights: privacy}]",
        (3, 19),
        "must be a list, not a text (write [privacy])",
    ),
    ("right of a tradeoff", "tradeoffs: [{rights: [privcy]}]", (3, 23), "for 'rights' (did you mean 'privacy'?)"),
    ("misspelt severity", "impacts: [{id: i, severity: {scale: grve}}]", (3, 30), "(did you mean 'grave'?)"),
    (
        "severity in numbers",
        "impacts: [{id: i, severity: {scale: 3}}]",
        (3, 30),
        "must be one word, not 3 (allowed: limited",
    ),
    (
        "severity in one word",
        "impacts: [{id: i, severity: grave}]",
        (3, 19),
        "must be a mapping, none or unknown, not 'grave'",
    ),
    (
        "true as foreseeable",
        "impacts: [{id: i, foreseeable: true}]",
        (3, 19),
        "must be one word, not true (allowed: no, yes)",
    ),
    (
        "concern of another kind",
        "impacts: [{id: i, application: lab}]",
        (3, 19),
        "is an entry of actors, not of applications",
    ),
    ("unknown contact", "impacts: [{id: i, remedy: {coordinator: [labb]}}]", (3, 42), "declares (did you mean 'lab'?)"),
    ("unknown actor", "impacts: [{id: i, links: [{actor: labb}]}]", (3, 28), "declares (did you mean 'lab'?)"),
    (
        "tie without actor",
        "impacts: [{id: i, links: [{own_use: true}]}]",
        (3, 27),
        "needs an 'actor' (write actor: and the id of",
    ),
    (
        "tie of an unknown actor",
        "impacts: [{id: i, links: [{actor: unknown}]}]",
        (3, 27),
        "each entry of 'links' needs an 'actor'",
    ),
    (
        "tie of no actor",
        "impacts: [{id: i, links: [{actor: none}]}]",
        (3, 27),
        "each entry of 'links' needs an 'actor'",
    ),
    (
        "tie recorded twice",
        "impacts: [{id: i, links: [{actor: lab},\n {actor: lab}]}]",
        (4, 2),
        "records 'lab' twice; the first time at line 3",
    ),
    (
        "tie with an id",
        "impacts: [{id: i, links: [{id: l, actor: lab}]}]",
        (3, 28),
        "a 'links' entry cannot have an 'id'",
    ),
    (
        "misspelt field of a tie",
        "impacts: [{id: i, links: [{actor: lab, levl: cause}]}]",
        (3, 40),
        "(did you mean 'level'?)",
    ),
    (
        "level by another name",
        "impacts: [{id: i, links: [{actor: lab, level: direct-link}]}]",
        (3, 40),
        "(did you mean 'directly_linked'?)",
    ),
    (
        "ties that are a mapping",
        "impacts: [{id: i, links: {actor: lab}}]",
        (3, 19),
        "'links' must be a list, none or unknown",
    ),
    (
        "tie that is a text",
        "impacts: [{id: i, links: [lab]}]",
        (3, 27),
        "each entry of 'links' must be a mapping, not a text",
    ),
    (
        "ties by themselves",
        "links: [{actor: lab, impact: i}]",
        (3, 1),
        "unknown key 'links' ('links' belongs inside an entry of 'impacts')",
    ),
    (
        "ties of something else",
        "datasets: [{id: d, links: [{actor: lab}]}]",
        (3, 20),
        "unknown field 'links' in datasets",
    ),
    (
        "decisions by themselves",
        "risk_decisions: [{owner: lab}]",
        (3, 1),
        "unknown key 'risk_decisions' ('risk_decisions' belongs inside an entry of 'actors')",
    ),
    (
        "tradeoff of an impact",
        "impacts: [{id: i, tradeoffs: []}]",
        (3, 19),
        "'tradeoffs' is a section of its own: begin it at",
    ),
]


@pytest.mark.parametrize(("text", "place", "words"), [row[1:] for row in IMPACTS], ids=[row[0] for row in IMPACTS])
def test_a_fault_is_told_with_its_place_and_what_to_do(
    text: str, place: tuple[int, int], words: str, faults: Faults
) -> None:
    is_told(faults(BASE + text), place, words)


def test_a_misspelt_decision_inside_an_actor_is_told_with_its_place(faults: Faults) -> None:
    (fault,) = faults("rightsgate: 1\nactors: [{id: lab, risk_decisions: [{decision: acept}]}]")
    assert str(fault) == "m:2:38: 'acept' is not a valid value for 'decision' (did you mean 'accept'?)"


@pytest.mark.parametrize("other", ["j", "unknown", "none"])
def test_a_tie_is_to_the_impact_that_it_stands_in(other: str, faults: Faults) -> None:
    (fault,) = faults(f"{BASE}impacts: [{{id: i, links: [{{actor: lab,\n impact: {other}}}]}}, {{id: j}}]")
    assert fault.line == 4
