"""What options of several commands take: days, actors, files, outcomes, patterns, an engine."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from rightsgate.checker.checker import ENGINES
from rightsgate.manifest.values import WrongValueError, whole_day
from rightsgate.rules.model.outcome import Outcome

Command = TypeVar("Command", bound=Callable[..., Any])
OUTCOMES = [outcome.value for outcome in Outcome]
ENGINE = "Inference engine: native, or durable (rightsgate[durable]). Both give the same results."


def outcomes(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[Outcome, ...] | None:
    """Read a list of outcomes, separated by commas."""
    if value is None:
        return None
    words = [word.strip() for word in value.split(",") if word.strip()]
    wrong = [word for word in words if word not in OUTCOMES]
    if wrong or not words:
        quoted = ", ".join(f"'{word}'" for word in wrong)
        told = f"{quoted} {'is not a valid outcome' if len(wrong) == 1 else 'are not valid outcomes'}"
        told = told if wrong else "no outcome is given"
        raise click.BadParameter(f"{told}; outcomes: {', '.join(OUTCOMES)}")
    return tuple(Outcome(word) for word in words)


def actor(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> str:
    """Return the one id that is given, if any; refuse an empty one, which a variable without a value gives."""
    if len(values) > 1:
        raise click.BadParameter(f"a check is for one actor, but {len(values)} are given: {', '.join(values)}")
    if values and not values[0].strip():
        raise click.BadParameter("the id of the actor is empty")
    return next(iter(values), "")


def named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse an empty name of a file, which a variable without a value gives."""
    given = param.name is not None and ctx.get_parameter_source(param.name) is not ParameterSource.DEFAULT
    if given and not value.strip():
        raise click.BadParameter("the name of the file is empty")
    return value


def globs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an empty pattern."""
    if not all(value.strip("/. ") for value in values):
        raise click.BadParameter("the pattern is empty; give a name or a path, such as 'vendor' or 'docs/*.yaml'")
    return values


def today() -> str:
    """Return the day in UTC: the same for everybody, wherever a pipeline runs."""
    return datetime.now(UTC).date().isoformat()


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Read a full date; without one, return today's."""
    return today() if value is None else _whole(value)


def last_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Read a full date; without one, return an empty text."""
    return "" if value is None else _whole(value)


def _whole(value: str) -> str:
    try:
        return whole_day(value)
    except WrongValueError:
        raise click.BadParameter(f"'{value}' is not a valid date; write a full date: YYYY-MM-DD") from None


def subject_option(help_text: str) -> Callable[[Command], Command]:
    """Return the option ``--for``, which names at most one actor."""
    return click.option("--for", "subject", multiple=True, callback=actor, metavar="ID", help=help_text)


engine_option = click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help=ENGINE)
