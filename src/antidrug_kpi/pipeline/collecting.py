"""`collect`: the workbooks that bureaus returned, judged; `collected_copies` copies them into one office's folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder, is_there, say_reason
from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.outputs.empty_workbook import find_owners
from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings
from antidrug_kpi.printable import quote_argument, show_path
from antidrug_kpi.settings import SETTINGS_FILE, Settings, read_office_settings
from antidrug_kpi.stages import Stage, Step

if TYPE_CHECKING:
    from antidrug_kpi.audit.collection.collected import ArrivedWorkbook, Collection
    from antidrug_kpi.files import FileReading
    from antidrug_kpi.files.passwords import AskPassword
    from antidrug_kpi.plans.plan import Plan
    from antidrug_kpi.registers.returned.returned_workbook import ReturnedWorkbook


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
    standing = _find_standing(collection, [each.workbook for each in arrived], target, plan, ask)
    return replace(collection, notes=(*collection.notes, *_say_ignored(ignored), *standing))


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
        raise UsageError(f"「{show_path(folder)}」不是資料夾{name_nearest(folder, ())}；請指定放各局處交回活頁簿的資料夾")
    if is_there(target) and not is_folder(target):
        raise UsageError(f"輸出「{show_path(target)}」是檔案，不是資料夾；請指定資料夾")
    _refuse_reversed(folder, target)
    places = [Path(os.path.realpath(path)) for path in (folder, target)]
    if places[0].is_relative_to(places[1]) or places[1].is_relative_to(places[0]):
        raise UsageError("收件的資料夾與輸出的資料夾不可相同，也不可一個在另一個裡面；請把 -o 改到別的資料夾")


def _refuse_reversed(folder: Path, target: Path) -> None:
    """UsageError where the folder is what was collected before, and the target has workbooks that were not."""
    from antidrug_kpi.files.visible_files import is_register_file
    from antidrug_kpi.pipeline.outputs.collected_copies import RECORD

    if not os.path.lexists(folder / RECORD) or not is_folder(target) or os.path.lexists(target / RECORD):
        return
    if any(map(is_register_file, target.iterdir())):
        command = " ".join(("antidrug-kpi collect", quote_argument(str(target)), "-o", quote_argument(str(folder))))
        raise UsageError(f"「{show_path(folder)}」是 collect 收進的資料夾，順序相反；請改用 {command}")


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


def _find_standing(
    collection: Collection, arrived: Sequence[ReturnedWorkbook], target: Path, plan: Plan, ask: AskPassword
) -> Iterator[str]:
    """A sentence for each copy of an earlier collection that is left over in the target, and for each workbook of which another
    file there holds registers too.
    """
    from antidrug_kpi.audit.collection.standing_twice import list_standing_twice
    from antidrug_kpi.files import read_data
    from antidrug_kpi.files.visible_files import is_register_file, walk_files
    from antidrug_kpi.pipeline.outputs.collected_copies import list_left_over
    from antidrug_kpi.registers.returned.returned_workbook import read_returned_workbook

    taken = {bureau.file: bureau.saved_as for bureau in collection.bureaus if bureau.file and bureau.saved_as}
    left_over = list_left_over(target, taken.values())
    for path in left_over:
        yield f"{show_path(path)} 是前次收進的，這次沒有收；不再要的請移走"
    apart = {path.absolute() for path in (*left_over, *(target / name for name in taken.values()))}
    others = [path for _, _, paths in walk_files(target) for path in paths if is_register_file(path)]
    if taken and any(path.absolute() not in apart for path in others):
        with contextlib.suppress(UserError):  # what cannot be read there is for `check` to say
            files = read_data(target, ask=ask, apart=frozenset(Path(os.path.realpath(path)) for path in apart))
            others_read = [read_returned_workbook(file, plan) for file in files]
            yield from list_standing_twice(
                {taken[workbook.file]: workbook for workbook in arrived if workbook.file in taken}, others_read
            )


def _say_ignored(files: list[str]) -> Iterator[str]:
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    if files:
        yield f"不是活頁簿，未收：{'、'.join(map(NATIONAL_NUMBERS_ONLY.redact, files))}"
