"""RG0xx: the call, the files that it names, and what it runs on."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import MANIFEST, Example, Explanation, on_manifest

MANY: Final = "(echo 'rightsgate: 1'; echo 'actors:'; for i in $(seq 600); do echo '- {}'; done) | rightsgate check -"
TABLE: Final = (
    Explanation(
        code=codes.NOTHING_NAMED,
        name="nothing is named",
        means="A name that the command needs is empty, or a list of manifests has no entry. Nothing was read.",
        do="Name the file. In a script, check whether a variable is empty.",
        example=Example(call="rightsgate check ''"),
    ),
    Explanation(
        code=codes.NOT_THERE,
        name="no such file or folder",
        means="There is no file or folder of that name, relative to the current folder; or a symbolic link is broken.",
        do="Check the spelling, and the folder in which the command is run.",
        example=Example(call="rightsgate check missing.yaml"),
    ),
    Explanation(
        code=codes.NOT_READABLE,
        name="cannot be read",
        means="The name exists, but the system does not allow it to be read, or it is a folder or a pipe "
        "where a file is needed.",
        do="Check the permissions, or name a file.",
        example=Example(call="mkdir manifests && rightsgate why role manifests"),
    ),
    Explanation(
        code=codes.NOT_WRITABLE,
        name="cannot be written",
        means="The system cannot write the report or the pages: the folder is missing or protected, or the disk is "
        "full. A file that existed before is unchanged.",
        do="Create the folder, free some space, or write elsewhere.",
        example=on_manifest(MANIFEST, "--output nowhere/report.txt"),
    ),
    Explanation(
        code=codes.CHANGED_MEANWHILE,
        name="changed while it was read",
        means="Another program wrote to the file while it was read. The text may be partly old and partly new.",
        do="Run the command again once the file is complete. The other program should write a new file and rename it.",
        example=None,
    ),
    Explanation(
        code=codes.REPLACES_INPUT,
        name="the report would replace what is read",
        means="The report would be written onto a manifest, a policy or rules that the command reads, or into a "
        "folder of rules, where the next run would read it as one of them.",
        do="Write it to another file.",
        example=on_manifest(MANIFEST, "--format text --output manifest.yaml"),
    ),
    Explanation(
        code=codes.OTHERS_FILE,
        name="a file that rightsgate did not write is in the way",
        means="A page would replace a file that rightsgate did not write.",
        do="Name another folder for the pages, or move the file.",
        example=Example(files={"pages/README.md": "My notes\n"}, call="rightsgate rules pages pages"),
    ),
    Explanation(
        code=codes.NO_MANIFEST_IN_FOLDER,
        name="a folder without a manifest",
        means="No file in the folder and those below it is a manifest: a .yaml, .yml or .json file with the key "
        "`rightsgate`. Hidden folders are not searched.",
        do="Name the folder that contains the manifests. What `--exclude` leaves out is not searched.",
        example=Example(files={"notes/plan.txt": "to do\n"}, call="rightsgate check notes"),
    ),
    Explanation(
        code=codes.OTHER_KIND_OF_FILE,
        name="another kind of file",
        means="The file is of another kind than the command needs: a policy instead of a manifest, a model card, or "
        "something that is not a report.",
        do="Use the option for this kind of file, which the hint names. Documents can be recorded in a manifest, "
        "under `documents`.",
        example=on_manifest("policy: mine\ntitle: Mine\n"),
    ),
    Explanation(
        code=codes.NAME_NOT_UTF8,
        name="the name of a file is not UTF-8",
        means="The name of the file has bytes that are not characters, so it cannot be printed in a report.",
        do="Rename the file.",
        example=Example(call="rightsgate check \"$(printf 'caf\\351.yaml')\""),
    ),
    Explanation(
        code=codes.STREAM_CLOSED,
        name="a stream is closed",
        means="Standard input, standard output or a descriptor that the command uses was closed by the "
        "program that started it.",
        do="Leave it open, or name a file.",
        example=Example(call="rightsgate check - <&-"),
    ),
    Explanation(
        code=codes.RULE_NOT_FOUND,
        name="no such rule",
        means="No pack has a rule, a risk, a pathway or an inference with this id.",
        do="`rightsgate rules search` finds rules by their words. Name the pack with `--rules` if it is your own.",
        example=Example(call="rightsgate rules show bsr-6.3-5.z"),
    ),
    Explanation(
        code=codes.OVER_LIMIT,
        name="over a limit",
        means="The input is larger, more deeply nested or longer to check than a limit allows. The limits keep a "
        "hostile file from using up a machine; nothing was cut off, and nothing was checked.",
        do="If the file is as intended, raise the limit with `--limit NAME=N`, which the hint names.",
        example=on_manifest(MANIFEST, "--limit facts=10"),
    ),
    Explanation(
        code=codes.OUT_OF_RESOURCES,
        name="the machine is out of resources",
        means="Memory, open files, processes or the stack ran out. Nothing was checked.",
        do="Provide more, or check fewer or smaller manifests at once.",
        example=None,
    ),
    Explanation(
        code=codes.FOLDER_GONE,
        name="the current folder is gone",
        means="The folder in which the command was run was deleted, so file names cannot be resolved.",
        do="Change to a folder that exists.",
        example=Example(call="mkdir gone && cd gone && rmdir ../gone && rightsgate check manifest.yaml"),
    ),
    Explanation(
        code=codes.MORE_FAULTS,
        name="more faults than are listed",
        means="A note, not an error: at most 500 faults of one input are listed.",
        do="Correct the first ones. One mistake often causes many.",
        example=Example(call=MANY),
    ),
)
