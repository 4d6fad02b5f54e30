"""``rightsgate policies``: which policies there are, and what one checks, leaves out and lets pass."""

import click

from rightsgate.cli.limits import limit_option
from rightsgate.cli.options import day
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.cli.pages import format_option, write_json, write_page
from rightsgate.cli.policy_option import DEFAULT_POLICY, METAVAR, completed, shipped
from rightsgate.handbook.policy_data import policies_data, policy_data
from rightsgate.handbook.policy_pages import policies_page, policy_page
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin


@click.group("policies", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the policies that come with rightsgate, or show one.

    \b
    rightsgate policies                       lists them
    rightsgate policies show procurement      shows one of them
    rightsgate policies show mine.yaml        shows a policy of your own
    """
    if ctx.invoked_subcommand is None:
        _listed("text", (), DEFAULTS)


@command.command("list", short_help="List the policies that come with rightsgate.")
@format_option("json")
@packs_option
@limit_option
def list_policies(form: str, folders: tuple[str, ...], limits: Limits) -> None:
    """List the policies that come with rightsgate: whose duties gate, what blocks, what leaves the gate undecided."""
    _listed(form, folders, limits)


def _listed(form: str, folders: tuple[str, ...], limits: Limits) -> None:
    pack = packs_in_time(folders, limits)
    policies = [load_policy(name, builtin("policies"), pack, limits) for name in shipped()]
    if form == "json":
        write_json(policies_data(policies))
    else:
        write_page(policies_page(policies, DEFAULT_POLICY), form)


@command.command("show", short_help="Show one policy.")
@click.argument("policy", metavar=METAVAR, shell_complete=completed)
@format_option("json")
@packs_option
@click.option("--as-of", callback=day, metavar="DATE", help="Exceptions as of that day (YYYY-MM-DD). Default: today.")
@limit_option
def show(policy: str, form: str, folders: tuple[str, ...], as_of: str, limits: Limits) -> None:
    """Show the policy NAME, or that in FILE.

    It shows whose duties gate, which duties are checked, the effect of each outcome, exceptions, thresholds and the
    evidence that is required.

    \b
    rightsgate policies show release-gate
    rightsgate policies show mine.yaml --as-of 2027-01-01

    Exit codes: 0 shown; 2 there is no such policy, or it is faulty.
    """
    pack = packs_in_time(folders, limits)
    found = load_policy(policy, builtin("policies"), pack, limits)
    if form == "json":
        write_json(policy_data(found, pack, as_of))
    else:
        write_page(policy_page(found, pack, as_of), form)
