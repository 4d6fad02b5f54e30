"""``rightsgate lock``: write down the digests of what checks go by."""

import click

from rightsgate.cli.configuration import Chosen, Where, config_options, configuration, in_force
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.locked import lock_path, names_in_lock
from rightsgate.cli.options import today
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import cache, packs_option
from rightsgate.cli.policy_option import policy_option
from rightsgate.config.lock_file import lock_text
from rightsgate.fleet.session import Session, Settings
from rightsgate.limits import Limits
from rightsgate.text.atomic import replace_file
from rightsgate.text.layout import plain


@click.command("lock")
@policy_option("The policy to lock.")
@packs_option
@click.option("--waivers", default="", metavar="FILE", help="The file of waivers to lock.")
@click.option("--baseline", default="", metavar="REPORT", help="The baseline to lock.")
@config_options
@limit_option
def command(
    policy: str | None,
    folders: tuple[str, ...],
    waivers: str,
    baseline: str,
    limits: Limits,
    where: Where,
) -> int:
    """Write rightsgate.lock, beside the configuration: the digests of rule packs, policy, waivers, baseline and
    configuration, so that a change that moves its own goal posts is seen.

    `rightsgate check --locked` refuses anything that is not as it is locked; without it, the report says so.

    Exit codes: 0 written; 2 something is wrong with the call or an input.
    """
    config = configuration(where, limits)
    chosen = Chosen(policy=policy, rules=folders or None, waivers=waivers or None, baseline=baseline or None)
    call = in_force(chosen, config)
    settings = Settings(
        folders=call.rules,
        policy=call.policy,
        as_of=today(),
        formats=(),
        cache=cache(),
        limits=limits,
        waivers=call.waivers,
        baseline=call.baseline,
        config=config.path,
        config_digest=config.digest,
        lock_names=names_in_lock(config, (call.waivers, call.baseline, config.path, *call.rules)),
    )
    with in_time(limits):
        digests = Session(settings).digests
    path = lock_path(config)
    replace_file(path, [lock_text(digests).encode()])
    said = "".join(f"  {kind} {plain(name)}\n" for kind, name in sorted(digests))
    write_stdout(f"Locked in {plain(path)}:\n{said}")
    return 0
