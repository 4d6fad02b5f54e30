"""RG0xx: the call, the files that it names, and what it runs on."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import MANIFEST, Example, Explanation, on_manifest

MANY: Final = "(echo 'rightsgate: 1'; echo 'actors:'; for i in $(seq 600); do echo '- {}'; done) | rightsgate check -"
TABLE: Final = (
    Explanation(
        code=codes.NOTHING_NAMED,
        name="nothing is named",
        means="A name that the call needs is empty, or a list of manifests has no entry. Nothing was read.",
        do="Name the file. In a script, look whether a variable is empty.",
        example=Example(call="rightsgate check ''"),
    ),
    Explanation(
        code=codes.NOT_THERE,
        name="no such file or folder",
        means="There is no file or folder of that name, relative to the current folder; or a symbolic link is broken.",
        do="Look at the spelling, and at the folder in which the call is made.",
        example=Example(call="rightsgate check missing.yaml"),
    ),
    Explanation(
        code=codes.NOT_READABLE,
        name="cannot be read",
        means="There is something of that name, but the system does not let it be read, or it is a folder or a pipe "
        "where a file is needed.",
        do="Look at the permissions, or name a file.",
        example=Example(call="mkdir manifests && rightsgate why role manifests"),
    ),
    Explanation(
        code=codes.NOT_WRITABLE,
        name="cannot be written",
        means="The system does not take the report or the pages: the folder is missing or closed, or a disk is "
        "full. A file that was there before is as it was.",
        do="Make the folder, make room, or write elsewhere.",
        example=on_manifest(MANIFEST, "--output nowhere/report.txt"),
    ),
    Explanation(
        code=codes.CHANGED_MEANWHILE,
        name="changed while it was read",
        means="The file was written to while it was read. What was read may be half old and half new.",
        do="Call again once the file is whole. Whatever writes it should write to another name and rename it.",
        example=None,
    ),
    Explanation(
        code=codes.REPLACES_INPUT,
        name="the report would replace what is read",
        means="The report would be written onto a manifest, a policy or rules that this call reads, or into a "
        "folder of rules, where the next call would read it as one of them.",
        do="Write it to another file.",
        example=on_manifest(MANIFEST, "--format text --output manifest.yaml"),
    ),
    Explanation(
        code=codes.OTHERS_FILE,
        name="a file that somebody else wrote is in the way",
        means="A page would be written where a file stands that rightsgate did not write.",
        do="Name another folder for the pages, or move the file.",
        example=Example(files={"pages/README.md": "My notes\n"}, call="rightsgate rules pages pages"),
    ),
    Explanation(
        code=codes.NO_MANIFEST_IN_FOLDER,
        name="a folder without a manifest",
        means="No file in the folder and those below it is a manifest: a .yaml, .yml or .json file with the key "
        "`rightsgate`. Hidden folders are not searched.",
        do="Name the folder that the manifests are in. What `--exclude` leaves out is not searched either.",
        example=Example(files={"notes/plan.txt": "to do\n"}, call="rightsgate check notes"),
    ),
    Explanation(
        code=codes.OTHER_KIND_OF_FILE,
        name="another kind of file",
        means="The file is not what the call needs there: a policy where a manifest is wanted, a model card, or "
        "something that is not a report.",
        do="Give it to the option that takes it, which the hint names. Documents can be recorded in a manifest, "
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
        means="Standard input, standard output or a descriptor that the call is to use was closed by whoever "
        "started it.",
        do="Leave it open, or name a file.",
        example=Example(call="rightsgate check - <&-"),
    ),
    Explanation(
        code=codes.RULE_NOT_FOUND,
        name="no such rule",
        means="No pack has a rule, a risk, a pathway or an inference of the id that was asked about.",
        do="`rightsgate rules search` finds rules by their words. Name the pack with `--rules` if it is your own.",
        example=Example(call="rightsgate rules show bsr-6.3-5.z"),
    ),
    Explanation(
        code=codes.OVER_LIMIT,
        name="over a limit",
        means="The input is larger, more deeply nested or longer to check than a limit allows. The limits keep a "
        "hostile file from using up a machine; nothing was cut off, and nothing was judged.",
        do="If the file is what it should be, raise the limit with `--limit NAME=N`, which the hint names.",
        example=on_manifest(MANIFEST, "--limit facts=10"),
    ),
    Explanation(
        code=codes.OUT_OF_RESOURCES,
        name="the machine has no more",
        means="Memory, open files, processes or the stack ran out. Nothing was judged.",
        do="Provide more, or check fewer or smaller manifests at once.",
        example=None,
    ),
    Explanation(
        code=codes.FOLDER_GONE,
        name="the current folder is gone",
        means="The folder in which the call was made was deleted, so no name of a file means anything there.",
        do="Change to a folder that exists.",
        example=Example(call="mkdir gone && cd gone && rmdir ../gone && rightsgate check manifest.yaml"),
    ),
    Explanation(
        code=codes.MORE_FAULTS,
        name="more faults than are listed",
        means="A note, not an error: of one input no more than 500 faults are listed.",
        do="Mend the first ones. Often one mistake causes many.",
        example=Example(call=MANY),
    ),
)
