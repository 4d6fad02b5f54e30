"""Files and streams: what can be read, how its kind is told, and what changes while it is read."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.reading import refused
from rightsgate.files.read import read_stream
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.files import read_bytes, read_located

# Files and folders


UNREADABLE = [
    ("missing", "nope.yaml", "nope.yaml: no such file or folder"),
    ("a folder", "folder", "folder: it is a folder; name one file"),
    ("empty name", "", "'': the file name is empty"),
    ("name too long", "n" * 5000, "cannot be read: File name too long"),
]


@pytest.mark.parametrize(("name", "words"), [row[1:] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (fault,) = refused(lambda: read_located(tmp_path / name, name))
    assert words in str(fault)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(DEFAULTS.bytes + 1)
    (fault,) = refused(lambda: read_located(path, "big.yaml"))
    assert str(fault) == "big.yaml: larger than the limit of 16,777,216 bytes (--limit bytes=N raises it)"


@pytest.mark.parametrize("name", ["m.json", "m.JSON"])
def test_a_file_named_json_is_read_as_json(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'\xef\xbb\xbf{"a": "\\ud83d\\ude00"}')
    assert read_located(tmp_path / name, name) == {"a": "\U0001f600"}
    (tmp_path / name).write_text("{a: 1}")
    assert "JSON" in str(refused(lambda: read_located(tmp_path / name, name))[0])


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
        (b'\xef\xbb\xbf \n{\n "a": 1}', {"a": 1}),
        (b"{}", {}),
        (b"{a: 1} # YAML", {"a": 1}),
        (b"a: {b: 1}", {"a": {"b": 1}}),
    ],
)
def test_standard_input_is_json_if_it_begins_so_and_yaml_otherwise(raw: bytes, value: dict[str, object]) -> None:
    assert read_stream(raw, "<stdin>") == value


class Moving(io.FileIO):
    """A file that somebody else writes to while it is read."""

    meanwhile: Callable[[Path], object]
    moved = False

    def readinto(self, buffer, /):
        count = super().readinto(buffer)
        if not self.moved:
            self.moved = True
            self.meanwhile(Path(str(self.name)))
        return count


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda path: path.write_bytes(b"a: 1\nb: 2\n"),
        lambda path: os.truncate(path, 0),
        lambda path: (path.write_bytes(b"a: 2\n"), os.utime(path, ns=(0, 0))),
    ],
    ids=["grows", "shrinks", "is written anew"],
)
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, meanwhile: Callable[[Path], object]) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(b"a: 1\n")
    with Moving(path) as raw:
        raw.meanwhile = meanwhile
        (fault,) = refused(lambda: read_bytes(io.BufferedReader(raw), "m.yaml"))
    assert str(fault) == "m.yaml: it changed while it was read (read it once it is whole)"


def test_a_file_that_stays_as_it_is_is_read_up_to_one_byte_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(b"a: 1\n" * 10)
    with path.open("rb") as file:
        assert read_bytes(file, "m.yaml", Limits(bytes=20)) == path.read_bytes()[:21]


def test_a_file_is_read_where_the_system_has_no_way_not_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, which can set no file to block either."""
    path = tmp_path / "m.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    monkeypatch.delattr(os, "O_NONBLOCK", raising=False)
    monkeypatch.delattr(os, "set_blocking", raising=False)
    assert list(read_located(str(path), "m.yaml")) == ["a"]
