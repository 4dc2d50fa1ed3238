"""`collect`: the workbooks that bureaus returned, judged, and copied into one office's folder."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder, is_link, is_there, say_reason
from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.outputs.empty_workbook import find_owners
from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import SETTINGS_FILE, Settings, read_office_settings
from antidrug_kpi.stages import Stage, Step

if TYPE_CHECKING:
    from antidrug_kpi.audit.collection.collected import ArrivedWorkbook, Collection
    from antidrug_kpi.files import FileReading
    from antidrug_kpi.files.passwords import AskPassword
    from antidrug_kpi.plans.plan import Plan


def collect_workbooks(folder: Path, target: Path, settings: Settings, due: str | None = None) -> Collection:
    """Judge the workbooks in a folder; nothing is written yet. Who answers for what is said by the `office.yaml` in the folder
    or, where it has none, by that in the target.

    Raises UsageError where one of the folders lies in the other or `due` is no day, UserError where there is nothing to read.
    """
    from antidrug_kpi.audit.collection.judging import judge_workbooks
    from antidrug_kpi.files import read_data

    _refuse_folders(folder, target)
    day = None if due is None else _read_due(due)
    settings = resolve_settings(settings, folder)
    if not os.path.lexists(folder / SETTINGS_FILE):
        settings = replace(settings, owners=read_office_settings(target).owners)
    settings.watch(Step(Stage.PLAN))
    plan = load_wanted_plan(settings)
    owners = find_owners(plan, settings)
    if not owners.bureaus:
        raise UserError(f"計畫 {plan.id} 沒有寫明各清冊由哪個局處負責；請在 {SETTINGS_FILE} 寫 owners（清冊: 局處）")
    ask = make_password_source(settings)
    files = read_data(folder, ask=ask, watch=settings.watch)
    settings.watch(Step(Stage.REGISTERS))
    arrived, ignored = [], []
    for file in files:
        if _is_no_workbook(file):
            ignored.append(file.file)
        else:
            arrived.append(_describe(file, folder, plan, ask))
    collection = judge_workbooks(arrived, plan, owners, day)
    notes = tuple(_say_ignored(ignored))
    return replace(collection, notes=(*collection.notes, *notes))


def save_collection(collection: Collection, folder: Path, target: Path, *, may_replace: bool = False) -> int:
    """Copy the workbooks that were collected into the target, unchanged, each under its bureau's name; returns how many.

    Raises UsageError, before anything is written, where another file stands in a workbook's place, unless it `may_replace`;
    UserError where a workbook has changed since it was read, or cannot be written.
    """
    from antidrug_kpi.forms.output.saving import make_folder, save_bytes

    copies = {
        bureau.saved_as: _read_again(folder / bureau.file, bureau.sha256)
        for bureau in collection.bureaus
        if bureau.file is not None and bureau.saved_as is not None
    }
    for name, content in copies.items():
        _refuse_place(target, name, content, may_replace=may_replace)
    if copies:
        make_folder(target)
    for name, content in copies.items():
        place = target / name
        if not _holds(place, content):
            save_bytes(place, content, is_private=True)
    return len(copies)


def _read_again(path: Path, sha256: str) -> bytes:
    """The bytes of a workbook, which must still be those that were judged."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UserError(f"{show_path(path)}：讀取期間內容改變，未收任何一份；請等存檔完成後再執行一次")
    return content


def print_collection(collection: Collection) -> None:
    """Print the collection on the screen."""
    from antidrug_kpi.audit.collection import collection_screen
    from antidrug_kpi.forms.terminal import make_console

    collection_screen.print_collection(make_console(), collection)


def write_collection(collection: Collection) -> str:
    """The collection as JSON."""
    from antidrug_kpi.audit.collection.collection_json import write_collection_json

    return write_collection_json(collection)


def say_incomplete_collection(collection: Collection) -> str:
    """The line that explains exit status 3."""
    from antidrug_kpi.audit.collection import collection_screen

    return collection_screen.say_incomplete_collection(collection)


def _refuse_folders(folder: Path, target: Path) -> None:
    """UsageError where the copies would be read as returned workbooks the next time, or these as the office's registers."""
    if not is_folder(folder):
        raise UsageError(f"「{show_path(folder)}」不是資料夾{name_nearest(folder)}；請指定放各局處交回活頁簿的資料夾")
    if is_there(target) and not is_folder(target):
        raise UsageError(f"輸出「{show_path(target)}」是檔案，不是資料夾；請指定資料夾")
    places = [Path(os.path.realpath(path)) for path in (folder, target)]
    if places[0].is_relative_to(places[1]) or places[1].is_relative_to(places[0]):
        raise UsageError("收件的資料夾與輸出的資料夾不可相同，也不可一個在另一個裡面；請把 -o 改到別的資料夾")


def _read_due(text: str) -> dt.date:
    from antidrug_kpi.registers.cells.dates import read_day
    from antidrug_kpi.registers.cells.faults import FaultyCellError

    try:
        return read_day(text)
    except FaultyCellError as error:
        raise UsageError(f"--due「{text}」{error}") from None


def _is_no_workbook(file: FileReading) -> bool:
    """Whether a file is no spreadsheet at all, such as a letter or a readme beside the workbooks."""
    from antidrug_kpi.files import CASUAL_SUFFIXES
    from antidrug_kpi.files import kinds as file_kinds

    is_casual = PurePosixPath(file.file).suffix.lower() in CASUAL_SUFFIXES
    return is_casual or any(issue.code == file_kinds.FILE_IGNORED.code for issue in file.issues)


def _describe(file: FileReading, folder: Path, plan: Plan, ask: AskPassword) -> ArrivedWorkbook:
    from antidrug_kpi.audit.collection.collected import ArrivedWorkbook
    from antidrug_kpi.files.saved_times import read_saved_time
    from antidrug_kpi.forms.output.digests import Origin, find_origin
    from antidrug_kpi.registers.returned.returned_workbook import read_returned_workbook

    workbook = read_returned_workbook(file, plan)
    if not file.sheets:
        return ArrivedWorkbook(workbook, None, is_untouched=False)
    path = folder / file.file
    if not is_there(path):  # messages name it otherwise
        raise UserError(f"{file.file}：檔名含看不見的字元，未收任何一份；請改名後再試")
    try:
        is_untouched = find_origin(path) is Origin.OURS
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(path)}：{say_reason(error)}；請確認權限") from None
    return ArrivedWorkbook(workbook, read_saved_time(path, ask), is_untouched)


def _say_ignored(files: list[str]) -> Iterator[str]:
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    if files:
        yield f"不是活頁簿，未收：{'、'.join(map(NATIONAL_NUMBERS_ONLY.redact, files))}"


def _refuse_place(target: Path, name: str, content: bytes, *, may_replace: bool) -> None:
    place = target / name
    others = [path.name for path in target.glob(f"{Path(name).stem}.*") if path.name != name] if is_folder(target) else []
    if others:
        raise UsageError(
            f"輸出資料夾裡另有 {'、'.join(map(show_path, map(Path, others)))}，與「{name}」會被當作兩份資料；請先移走其一"
        )
    if is_link(place) or is_folder(place):
        raise UsageError(f"輸出檔「{show_path(place)}」是連結或資料夾，未寫入；請先移走")
    if is_there(place) and not may_replace and not _holds(place, content):
        raise UsageError(f"輸出檔「{show_path(place)}」已存在而內容不同，未覆蓋；請改用其他資料夾，確定不要原檔時加上 --replace")


def _holds(place: Path, content: bytes) -> bool:
    """Whether the file is there and holds exactly this."""
    return is_there(place) and hashlib.sha256(place.read_bytes()).digest() == hashlib.sha256(content).digest()
