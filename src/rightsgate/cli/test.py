"""``rightsgate test``: run the cases that stand beside the rules of packs."""

from pathlib import Path

import click

from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import tell
from rightsgate.limits import Limits
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.testing.cases import lacking, run_cases


@click.command("test")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...")
@limit_option
def command(folders: tuple[str, ...], limits: Limits) -> int:
    """Run the test cases of the rule pack in each DIR.

    Exit codes: 0 every case gave the expected result and every duty has a case; 1 otherwise; 2 a pack is faulty.
    """
    packs = [Path(folder) for folder in folders]
    with in_time(limits):
        pack = load_pack([builtin("rules"), *packs], with_cases=True, limits=limits)
        results = [result for folder in packs for result in run_cases(pack, folder, limits)]
    tell(pack)
    failures = [failure for failure in results if failure is not None]
    failures += [failure for folder in packs for failure in lacking(pack, folder)]
    for failure in sorted(set(failures)):
        write_stdout(f"{failure}\n")
    verdict = f"{len(failures)} not as expected" if failures else "all as expected" if results else "nothing was tested"
    write_stdout(f"{len(results)} cases in {', '.join(folders)}: {verdict}\n")
    return 1 if failures or not results else 0
