"""The runs that are killed: each in a folder of its own with data, the file that it replaces, and a place for temporary files."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings
from fuzz.seeds import CASES, OFFICE

DATA = ("04_美沙冬收案.ods", "10_佐證與填報.ods", "office.yaml")  # more would only make a run longer
OLD_DATA = CASES / "l2-nothing-filled-exit-0" / "input"


@dataclass(frozen=True)
class Command:
    """A command line with {folder}, the target below it, and the target's old content."""

    name: str
    arguments: tuple[str, ...]
    target: str
    read_old: Callable[[], bytes]
    is_private: bool = False
    """What it writes shows persons, and is its owner's alone."""


def lay_folder(command: Command, folder: Path) -> None:
    """The folder as it is before the run."""
    for name in ("out", "temp", "data"):
        (folder / name).mkdir(parents=True)
    for name in DATA:
        shutil.copyfile(OFFICE / name, folder / "data" / name)
    target = folder / command.target
    target.write_bytes(command.read_old())
    target.chmod(0o600 if command.is_private else 0o644)


def read_target(command: Command, folder: Path) -> bytes | None:
    """The target's bytes; none where it is gone, and nothing of an archive that does not open."""
    target = folder / command.target
    if not target.is_file():
        return None
    content = target.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return content if archive.testzip() is None else b""
    except zipfile.BadZipFile:
        return b""


def list_strays(command: Command, folder: Path) -> list[Path]:
    """Whatever lies beside the target and its backup, and in the temporary folder."""
    target = folder / command.target
    beside = [path for path in (folder / "out").iterdir() if path != target and path.suffix != ".bak"]
    return [*beside, *(folder / "temp").iterdir()]


def _write_old(suffix: str, write: Callable[[pipeline.Run, Path], object]) -> Callable[[], bytes]:
    """The file as the program wrote it of other data."""

    @cache
    def read() -> bytes:
        with TemporaryDirectory() as name:
            path = Path(name, f"old{suffix}")
            write(pipeline.compute(OLD_DATA, Settings(), keep="files"), path)
            return path.read_bytes()

    return read


_FORM = _write_old(".docx", pipeline.fill_form)
_BOOK = _write_old(".xlsx", pipeline.fill_form)
_CHECKED = _write_old(".xlsx", lambda run, path: pipeline.save_checkup(run, pipeline.build_checkup(run), path))
_INTO = ("fill", "{folder}/data", "--into", "{folder}/out/form.docx", "--overwrite")
_CHECK = ("check", "{folder}/data", "-o", "{folder}/out/a.xlsx", "--show-ids")
COMMANDS = (
    Command("fill", ("fill", "{folder}/data", "-o", "{folder}/out/form.xlsx"), "out/form.xlsx", _BOOK),
    Command("compute", ("compute", "{folder}/data", "-o", "{folder}/out/result.xlsx"), "out/result.xlsx", _BOOK),
    Command("into", _INTO, "out/form.docx", _FORM),
    Command("check", _CHECK, "out/a.xlsx", _CHECKED, is_private=True),
)
