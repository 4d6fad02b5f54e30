"""``why`` and ``why-not`` at the command line: trees down to the manifest, and the first condition that failed."""

import re
import subprocess
import sys

import pytest

from checkout.command import Run
from checkout.paths import ROOT

CHATBOT = "fixtures/involvement/WE-04/manifest.yaml"
POSTERS = "fixtures/risks/5.4-2/manifest.yaml"


def ask(command: str, question: str, manifest: str = CHATBOT) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "rightsgate", command, question, manifest, "--as-of", "2026-11-01"]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_tree_leads_from_the_remedy_duty_to_the_lines_and_the_sections() -> None:
    result = ask("why", "remedy@abuse/chat-co")
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "owes(chat-co@abuse, remedy)"
    places = re.findall(rf"{CHATBOT}:(\d+):\d+", result.stdout)
    stated = (ROOT / CHATBOT).read_text("utf-8").splitlines()
    assert any("foreseeable" in stated[int(line) - 1] for line in places)
    assert "by AT-3c:" in result.stdout
    assert "[BSR 5.7.1" in result.stdout
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("question", "manifest", "expected"),
    [
        ("involvement@abuse/chat-co", CHATBOT, "contributes(chat-co@abuse)"),
        ("RISK-5.4-2@postermill", POSTERS, "triggered(RISK-5.4-2, postermill)"),
        ("RISK-5.4-2@postermill/pixelgarner", POSTERS, "connected(pixelgarner, supplier, RISK-5.4-2, postermill)"),
        ("SUP-REPR@pixelgarner", POSTERS, "open(pixelgarner, supplier, SUP-REPR, postermill)"),
        ("esc.property@RISK-5.4-2", POSTERS, "right_at_risk(esc.property, RISK-5.4-2)"),
        ("bsr-4.4.c@murmur", CHATBOT, "bsr-4.4.c for chat-co (downstream developer), on murmur: unmet"),
        ("AT-3c@abuse/chat-co", CHATBOT, "attributed(chat-co@abuse, AT-3c)"),
    ],
)
def test_whatever_a_report_names_can_be_asked_about(question: str, manifest: str, expected: str) -> None:
    result = ask("why", question, manifest)
    assert result.returncode == 0
    assert result.stdout.splitlines()[0].startswith(expected)


def test_what_does_not_follow_is_said_with_the_question_to_ask_instead() -> None:
    result = ask("why", "AT-2a@abuse/chat-co")
    assert result.returncode == 1
    assert "why-not AT-2a@abuse/chat-co" in result.stdout


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("AT-2a@abuse/chat-co", ["link.acts_alone_sufficient(chat-co@abuse, true)", "does not hold", "needed"]),
        ("AT-3a@abuse/chat-co", ["link.enables_harm(chat-co@abuse, true)", "is only possible", "needed"]),
        ("bsr-4.4.c@murmur", ["unmet", "safeguards: declared absent", "needed", "fix"]),
        ("directly_linked@abuse/chat-co", ["since", "contributing(chat-co@abuse) does"]),
        ("role@chat-co/supplier", ["active(chat-co, data_creation)", "why-not active@chat-co/data_creation"]),
        (
            "active@chat-co/data_creation",
            ["actor.activities(chat-co, data_creation)", "state activities of actor chat-co"],
        ),
        ("RISK-5.4-1@murmur", ["features: not stated", "labour_replacement"]),
        ("bsr-6.2-1.a@chat-co", ["does not apply there", "only to these roles: supplier"]),
    ],
)
def test_the_first_condition_that_failed_is_named_and_what_would_make_it_hold(question: str, words: list[str]) -> None:
    result = ask("why-not", question)
    assert result.returncode == 0
    said = " ".join(result.stdout.split())
    assert [word for word in words if word not in said] == []
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_what_holds_is_no_answer_to_why_not() -> None:
    result = ask("why-not", "AT-3c@abuse/chat-co")
    assert result.returncode == 1
    assert "rightsgate why AT-3c@abuse/chat-co" in result.stdout


def test_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    result = ask("why-not", "remdy@abuse/chat-co")
    assert result.returncode == 2
    assert "there is no rule 'remdy'" in result.stderr
    assert "remedy" in result.stderr


@pytest.mark.parametrize("asked", ["why", "why-not"])
def test_a_question_is_asked_on_behalf_of_one_actor(command: Run, asked: str) -> None:
    manifest = str(ROOT / "fixtures" / "small" / "manifest.yaml")
    call = (asked, "bsr-6.1-5.a@studio", manifest, "--as-of", "2026-11-21")
    said = command(ROOT, *call, "--for", "studio")
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"bsr-6.1-5.a" in said.stdout.partition(b"\n")[0]
    assert (
        b"for one actor, but 2 are given: studio, lab" in command(ROOT, *call, "--for", "studio", "--for", "lab").stderr
    )
