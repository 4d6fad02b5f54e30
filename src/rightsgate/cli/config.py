"""``rightsgate config``: the configuration in force, and where each value comes from."""

import click

from rightsgate.cli.configuration import Where, config_options, configuration, searched
from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.outputs import DEFAULT
from rightsgate.cli.policy_option import DEFAULT_POLICY
from rightsgate.cli.terminal import colour, width
from rightsgate.limits import Limits
from rightsgate.report.configuration import configuration_text
from rightsgate.text.layout import Page


@click.command("config")
@config_options
@limit_option
def command(limits: Limits, where: Where) -> None:
    """Show the settings in force, and where each value comes from.

    The configuration is rightsgate.toml, or [tool.rightsgate] in pyproject.toml: in this folder, or in the nearest
    parent folder that has one, up to the root of the repository. Outside a repository only this folder is searched.

    Exit codes: 0 shown; 2 the configuration is faulty.
    """
    config = configuration(where, limits, search=True)
    defaults = {"policy": (DEFAULT_POLICY,), "formats": (DEFAULT,)}
    folders = () if where.none else tuple(searched())
    page = Page(colour=colour(), width=width())
    write_stdout(configuration_text(config, defaults, folders, page), colour=page.colour)
