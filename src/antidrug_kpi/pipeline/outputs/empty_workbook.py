"""`template`: the workbook to fill in, empty or with last time's rows, whole or for one bureau."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.files.visible_files import is_silently_ignored
from antidrug_kpi.paths import is_file, is_folder, is_there
from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.printable import quote_briefly, show_path
from antidrug_kpi.registers.returned.owners import Owners, settle_owners
from antidrug_kpi.settings import SETTINGS_FILE, Settings

if TYPE_CHECKING:
    from antidrug_kpi.forms.template.template_sheets import LastRows, Template
    from antidrug_kpi.registers.register import Reading


@dataclass(frozen=True)
class SavedTemplate:
    """A template that was written: how many registers it has, how many of them with how many of last time's rows, sentences about
    what was not brought over, and about what of last time's data could not be read. `is_blank` where there were no such data.
    """

    registers: int
    is_blank: bool = False
    registers_with_rows: int = 0
    rows: int = 0
    remarks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def save_template(path: Path, settings: Settings, *, bureau: str | None = None, data: Path | None = None) -> SavedTemplate:
    """Write the template of the settings' plan, or of the part that their `only` needs and a `bureau` answers for; with last
    time's rows where there are `data`, whose `office.yaml` holds then.

    Raises UsageError for a bureau that answers for no register, and UserError where there is nothing to read in the data.
    """
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.template.template_sheets import add_last_rows, build_template, limit_to_bureau
    from antidrug_kpi.forms.template.template_workbook import write_template

    settings = settings if data is None else resolve_settings(settings, data)
    plan = load_wanted_plan(settings)
    with settings.locate_errors("only"):
        template = build_template(plan, select_measures(plan, settings.only), settings.only)
    if bureau is not None:
        owners = find_owners(plan, settings)
        name, registers = _find_bureau(owners, plan, bureau)
        template = limit_to_bureau(template, name, registers)
    if data is None or _holds_settings_alone(data):
        save_document(path, lambda: write_template(template))
        remarks = () if data is None else (f"「{show_path(data)}」只有設定檔，沒有上次的清冊；各工作表都是空白的",)
        return SavedTemplate(len(template.sheets), is_blank=True, remarks=remarks)
    reading = _read_last_time(data, plan, settings, template)
    template = add_last_rows(template, _take_rows(reading, template))
    save_document(path, lambda: write_template(template), is_private=True)
    filled = [part.rows.count for part in template.sheets if part.rows.count]
    return SavedTemplate(
        len(template.sheets),
        registers_with_rows=len(filled),
        rows=sum(filled),
        remarks=tuple(_say_left_behind(reading, template)),
        unread=tuple(_say_unread(reading, template)),
    )


def _holds_settings_alone(data: Path) -> bool:
    """Whether an office's folder says who answers for what (`office.yaml`) and holds no register yet."""
    if not is_folder(data) or not is_there(data / SETTINGS_FILE):
        return False
    entries = (path for path in data.iterdir() if not is_silently_ignored(path.name))
    return all(is_file(path) and path.suffix.lower() in {".yaml", ".yml"} for path in entries)


def find_owners(plan: Plan, settings: Settings) -> Owners:
    """Who answers for the plan's registers, by the settings and the plan; UserError where the settings do not fit the plan."""
    with settings.locate_errors("owners"):
        return settle_owners(plan, settings.owners)


def _find_bureau(owners: Owners, plan: Plan, word: str) -> tuple[str, frozenset[str]]:
    """A bureau's name as it was typed, and the ids of its registers."""
    bureau = owners.find(word)
    if bureau is not None:
        return "".join(word.split()), owners.list_registers(bureau)
    if not owners.bureaus:
        raise UsageError(
            f"計畫 {plan.id} 沒有寫明各清冊由哪個局處負責；"
            "請在資料夾的 office.yaml 寫 owners（清冊: 局處），並以 --from 指定資料夾"
        )
    names = [bureau.name for bureau in owners.bureaus]
    raise UsageError(f"--for「{quote_briefly(word)}」不是負責清冊的局處{name_closest(word, names)}；可用：{'、'.join(names)}")


def _read_last_time(data: Path, plan: Plan, settings: Settings, template: Template) -> Reading:
    """The registers of the template's sheets, with their cells as they were typed."""
    from antidrug_kpi.pipeline.run import read_office, require_registers

    needed = frozenset(part.register.id for part in template.sheets)
    reading = read_office(data, plan, settings, keep="cells", needed=needed, with_duties=True)
    require_registers(data, reading)
    return reading


def _take_rows(reading: Reading, template: Template) -> Mapping[str, LastRows]:
    from antidrug_kpi.forms.template.last_rows import take_last_rows

    wanted = {part.register.id for part in template.sheets}
    return {name: take_last_rows(register) for name, register in reading.registers.items() if name in wanted}


def _say_left_behind(reading: Reading, template: Template) -> Iterator[str]:
    """A sentence for each register with columns that the template has no place for."""
    for part in template.sheets:
        register = reading.registers.get(part.register.id)
        if register is None or not len(register):
            continue
        known = {column.spec.name for column in part.columns}
        named = {name: None for source in register.sources for name in source.columns if name not in known}
        if named:
            shown = "、".join(quote_briefly(name) for name in named)
            yield f"「{part.register.title}」的 {shown} 不在範本的欄位裡，沒有帶入；原檔仍有這些欄位"


def _say_unread(reading: Reading, template: Template) -> Iterator[str]:
    """A sentence for each register of which something could not be read."""
    for part in template.sheets:
        places = reading.unread.get(part.register.id, ())
        if places:
            named = "、".join(map(str, places))
            advice = "請以 antidrug-kpi check 上次的資料夾 查看，改正後再產生"
            yield f"「{part.register.title}」有無法讀取的（{named}），沒有全數帶入；{advice}"
