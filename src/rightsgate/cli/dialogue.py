"""Questions on a terminal: one at a time, with help, and with words that stand for going back or for ending."""

import sys
from collections.abc import Collection
from typing import Any

import click

from rightsgate.advise.replies import WrongReplyError
from rightsgate.cli.output import escape_control
from rightsgate.cli.terminal import colour, is_seen
from rightsgate.report.dialogue import TYPED, Ask, Instead, asked_text, help_text, prompt_text, wrong_text
from rightsgate.text.layout import Page


def is_interactive() -> bool:
    """Whether a person can be asked: both standard input and output are terminals."""
    return sys.stdin is not None and sys.stdin.isatty() and is_seen()


def ask(question: Ask, number: str, allowed: Collection[Instead], page: Page) -> Any:
    """Ask until there is an answer, and return its value; or return which of the ``allowed`` was typed instead."""
    say(asked_text(question, number, page))
    while True:
        try:
            typed = click.prompt(
                f"  {prompt_text(question)}", default=question.default, show_default=bool(question.default)
            ).strip()
        except click.Abort:  # the end of the input
            say("")
            return Instead.QUIT
        instead = TYPED.get(typed.casefold())
        if instead is Instead.HELP:
            say(help_text(question, allowed, page))
        elif instead in allowed:
            return instead
        elif typed:
            try:
                return question.read(typed)
            except WrongReplyError as error:
                say(wrong_text(error.word, question, page))
        elif Instead.SKIP in allowed:
            return Instead.SKIP
        elif Instead.NOT_KNOWN in allowed:
            return Instead.NOT_KNOWN


def say(text: str) -> None:
    """Print lines to the terminal."""
    click.echo(escape_control(text, colour=colour()))
