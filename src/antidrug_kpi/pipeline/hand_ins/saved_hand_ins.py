"""The plan of a year, and the fields to paste, written where the user wants them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.output.places import Inputs, is_standard_output, refuse_place
from antidrug_kpi.forms.output.saving import make_folder, save_bytes, save_document
from antidrug_kpi.forms.writers import DOCUMENT_SUFFIXES
from antidrug_kpi.paths import is_folder, is_there
from antidrug_kpi.pipeline.resolved_settings import resolve_settings
from antidrug_kpi.printable import quote_argument, show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:  # the libraries of documents come with it
    from antidrug_kpi.forms.printed.form_source import FormSource

PASTE_TEXT, PASTE_PAGE = "paste.txt", "paste.html"
_FILE_SUFFIXES = frozenset({*DOCUMENT_SUFFIXES, ".csv", ".txt", ".json"})
"""What ends the name of a file, and hardly that of a folder."""


def save_plan_form(source: FormSource, form_id: str, path: Path) -> None:
    """Write the form in the format of the path's suffix; one that names a person is its owner's alone."""
    from antidrug_kpi.forms.printed.office_notes import take_out_office_notes
    from antidrug_kpi.forms.printed.printed_form import build_form
    from antidrug_kpi.forms.writers import write_document

    suffix = path.suffix.lower()
    whole = build_form(source, form_id)
    document = whole if suffix == ".html" else take_out_office_notes(whole)[0]  # a page is the office's own
    save_document(path, lambda: write_document(document, suffix), is_private=_shows_persons(source, form_id))


def save_pasted(source: FormSource, form_id: str, folder: Path) -> tuple[Path, Path]:
    """Write paste.txt and paste.html into a folder, which is made where it is not there; the page last, as it is what is used."""
    from antidrug_kpi.forms.pasted.field_listing import list_fields
    from antidrug_kpi.forms.pasted.paste_page import write_paste_page
    from antidrug_kpi.forms.pasted.paste_text import write_paste_text
    from antidrug_kpi.forms.printed.printed_form import build_form

    fields = list_fields(source, form_id)
    plan = source.plan
    is_plan = any(form.id == form_id and form.hand_in == "plan" for form in plan.forms)
    report = "" if is_plan else f"（{plan.reports[source.periods.report].text}）"
    title = f"{source.result.jurisdiction or '○○縣（市）'} {build_form(source, form_id).title}{report}"
    is_private = _shows_persons(source, form_id)
    make_folder(folder)
    text, page = folder / PASTE_TEXT, folder / PASTE_PAGE
    save_bytes(text, write_paste_text(fields).encode("utf-8"), is_private=is_private)
    save_document(page, lambda: write_paste_page(title, plan.typed_into, fields), is_private=is_private)
    return text, page


def refuse_paste_folder(folder: Path, settings: Settings, data: Path, *, may_replace: bool) -> None:
    """UsageError where the path is no folder that could take the two files, or one of them must not be replaced."""
    if is_standard_output(folder):
        raise UsageError("這種表單寫成資料夾裡的兩個檔案，不能寫到標準輸出；請用 -o 資料夾")
    if folder.suffix.lower() in _FILE_SUFFIXES and not is_folder(folder):
        meant = quote_argument(show_path(folder.with_suffix("")))
        raise UsageError(
            f"-o「{show_path(folder)}」像是檔名；這種表單寫成一個資料夾裡的 {PASTE_TEXT} 與 {PASTE_PAGE}，請改用 -o {meant}"
        )
    if is_there(folder) and not is_folder(folder):
        raise UsageError(
            f"-o「{show_path(folder)}」是檔案；這種表單寫成一個資料夾裡的 {PASTE_TEXT} 與 {PASTE_PAGE}，請改用資料夾名稱"
        )
    resolved = resolve_settings(settings, data)
    inputs = Inputs(data, tuple(file for file in (resolved.mapping, resolved.answers) if file is not None))
    for name in (PASTE_TEXT, PASTE_PAGE):
        refuse_place(folder / name, inputs, may_replace=may_replace)


def _shows_persons(source: FormSource, form_id: str) -> bool:
    """Whether the form can show a person: identifiers in full, a register of persons, or the names on its cover."""
    from antidrug_kpi.forms.printed.printed_form import names_persons

    return source.show_ids or bool(source.cover) or names_persons(source.plan, form_id)
