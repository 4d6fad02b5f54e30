"""RG6xx: configuration."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import MANIFEST, Example, Explanation, on_manifest

TABLE: Final = (
    Explanation(
        code=codes.TWO_CONFIGURATIONS,
        name="two configurations in one folder",
        means="The folder has a `rightsgate.toml`, and a `pyproject.toml` with the table `[tool.rightsgate]`. One of "
        "them would be ignored.",
        do="Keep one, and move the keys of the other into it.",
        example=Example(
            files={
                "rightsgate.toml": 'policy = "audit"\n',
                "pyproject.toml": '[tool.rightsgate]\npolicy = "procurement"\n',
            },
            call="rightsgate config",
        ),
    ),
    Explanation(
        code=codes.MATCHES_NOTHING,
        name="a pattern that matches nothing",
        means="A pattern of `manifests` matches no file or folder, or only files that `exclude` removes. A check "
        "would miss the manifests that the pattern was meant for.",
        do="Correct the pattern, which is relative to the folder of the configuration, or remove it.",
        example=Example(
            files={"manifest.yaml": MANIFEST, "rightsgate.toml": 'manifests = ["rights/*.yaml"]\n'},
            call="rightsgate check",
        ),
    ),
    Explanation(
        code=codes.NO_CONFIGURATION,
        name="a file without a configuration",
        means="The `pyproject.toml` that `--config` names has no table `[tool.rightsgate]`.",
        do="Write the table, or name another file.",
        example=Example(
            files={"pyproject.toml": '[project]\nname = "shop"\n'}, call="rightsgate config --config pyproject.toml"
        ),
    ),
    Explanation(
        code=codes.NOT_AS_LOCKED,
        name="not as it is locked",
        means="With `--locked`, rule packs, policy, waivers, baseline and configuration have to be those whose digests "
        "stand in `rightsgate.lock`. Something was changed, added or taken away since, or there is no lock.",
        do="Look at what changed. If it is wanted, write the lock anew with `rightsgate lock`, in a change of its own.",
        example=on_manifest(MANIFEST, "--locked"),
    ),
)
