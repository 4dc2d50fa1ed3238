"""`explain`: one case across the measures of a run."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from antidrug_kpi.errors import UserError
from antidrug_kpi.issues import SHOWN_ENDING, mask_identifier
from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.pipeline.outputs.saved_trace import make_trace_terms
from antidrug_kpi.pipeline.redacted_output import redact_texts
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.settings import Settings, read_office_settings

if TYPE_CHECKING:
    from antidrug_kpi.audit.case_explanation import Explanation
    from antidrug_kpi.audit.found_cases import Endings, FoundCase

EXPLANATION_SUFFIXES = (".json", ".txt")


def no_more() -> Run | None:
    """Nothing: all measures were wanted."""
    return None


def compute_all(data: Path, settings: Settings) -> Run | None:
    """The run of all measures, of which the settings want some; None where they want all."""
    office = settings.with_defaults(read_office_settings(data))
    return compute(data, replace(office, only=()), keep="cells") if office.only else None


def explain_case(run: Run, typed: str, *, show_ids: bool, read_all: Callable[[], Run | None] = no_more) -> Explanation:
    """The case as every measure sees it that reads a row of it. Raises UserError, with the nearest identifiers, where it stands
    in no register that was read. `read_all` computes all measures where only some were wanted: it is asked whether the case
    stands in a register of the others.
    """
    from antidrug_kpi.audit.case_explanation import CaseExplainer
    from antidrug_kpi.audit.found_cases import find_case

    found = find_case(typed, run.reading.registers)
    if found is None:
        whole = read_all()
        elsewhere = None if whole is None else find_case(typed, whole.reading.registers)
        if whole is not None and elsewhere is not None:
            raise UserError(_say_elsewhere(whole, elsewhere, typed, show_ids=show_ids))
        raise UserError(_say_unknown(run, typed, show_ids=show_ids))
    return CaseExplainer(run.computations, make_trace_terms(run, show_ids=show_ids)).explain(found)


def _say_elsewhere(whole: Run, case: FoundCase, typed: str, *, show_ids: bool) -> str:
    """Where a case stands that no register of the wanted measures has."""
    shown = mask_identifier(typed) if not show_ids else typed
    places = [str(whole.reading.registers[name].locate(int(rows[0]))) for name, rows in case.rows.items()]
    if not show_ids:
        places = list(redact_texts(whole, places))
    return f"所指項目讀的清冊裡沒有「{shown}」，它在 {'、'.join(places)}；請改指定讀那份清冊的項目，或不指定項目再查"


def _say_unknown(run: Run, typed: str, *, show_ids: bool) -> str:
    from antidrug_kpi.audit.found_cases import find_endings, find_nearest

    endings = find_endings(typed, run.reading.registers)
    if endings is not None:
        return _say_ending(run, endings, show_ids=show_ids)
    nearest = find_nearest(typed, run.reading.registers)
    shown = typed if show_ids else mask_identifier(typed)
    names = [near.name if show_ids or not near.is_private else mask_identifier(near.name) for near in nearest]
    # Both masked they may look the same, and 「…999」 beside 「…999」 helps nobody.
    places = [
        f"{near.place}（差 {near.distance} 個字）" if name == shown else f"{name}（{near.place}，差 {near.distance} 個字）"
        for name, near in zip(names, nearest, strict=True)
    ]
    if not show_ids:
        places = list(redact_texts(run, places))
    hint = f"，最接近的是 {'、'.join(places)}" if places else ""
    more = "、加 --show-ids 看完整編號" if any(near.is_private for near in nearest) and not show_ids else ""
    command = say_command("check", run.data, run.typed)
    return f"讀入的清冊裡沒有所查的「{shown}」{hint}；請確認編號{more}，或以 {command} 查看讀了哪些清冊"


def _say_ending(run: Run, endings: Endings, *, show_ids: bool) -> str:
    """That only the end of an identifier was typed, where it may stand, and the command that shows a register's in full."""
    from antidrug_kpi.audit.found_cases import MOST_NEAREST

    registers = dict(endings.places)
    places = [str(place) for place in registers.values()][:MOST_NEAREST]
    if not show_ids:
        places = list(redact_texts(run, places))
    more = "等處" if len(registers) > len(places) else ""
    # What the screen shows of an identifier anyway may be said; more of it may not.
    shown = endings.ending if show_ids else endings.ending[-SHOWN_ENDING:]
    said = f"「…{shown}」只是編號的末幾碼，有 {endings.count:,} 個編號以它結尾（{'、'.join(places)}{more}）；請輸入完整編號"
    showing = _find_showing(run, registers)
    if not showing:
        return said
    (register, measure), *others = showing
    command = say_command("trace", run.data, replace(run.typed, only=()), measure, "--show-ids")
    instead = f"（{'、'.join(f'「{title}」改用 {other}' for title, other in others)}）" if others else ""
    return f"{said}，{command} 可看到「{register}」的完整編號{instead}"


def _find_showing(run: Run, registers: Collection[str]) -> list[tuple[str, str]]:
    """The title of each register with the id of a measure whose trace shows its identifiers: one that counts its rows, or else
    one that looks something up in it; nothing for a register that none reads.
    """
    from antidrug_kpi.plans.reads.columns_read import list_populations
    from antidrug_kpi.registers.codes import find_columns_taken

    measures = [measure for _, measure in run.plan.measures]
    found: list[tuple[str, str]] = []
    for name in registers:
        counting = (measure for measure in measures if any(part.register_ == name for part in list_populations(measure)))
        taking = (measure for measure in measures if name in find_columns_taken(run.plan, measure))
        if measure := next(chain(counting, taking), None):
            found.append((run.plan.find_register(name).title, measure.id))
    return found


def print_explanation(explanation: Explanation, stream: IO[str] | None = None) -> None:
    """Print the explanation in sentences."""
    from antidrug_kpi.audit import case_screen
    from antidrug_kpi.forms.terminal import make_console

    case_screen.print_explanation(make_console(stream), explanation)


def write_explanation(explanation: Explanation) -> str:
    """The explanation as JSON."""
    from antidrug_kpi.audit.case_explanation import write_explanation_json

    return write_explanation_json(explanation)


def save_explanation(explanation: Explanation, path: Path) -> None:
    """Write the explanation as .json, or as .txt in sentences, to a file that its owner alone can read."""
    from antidrug_kpi.audit.case_screen import list_lines
    from antidrug_kpi.forms.output.saving import save_bytes
    from antidrug_kpi.printable import escape_controls

    is_json = path.suffix.lower() == ".json"
    text = (
        write_explanation(explanation) if is_json else "".join(f"{escape_controls(line)}\n" for line in list_lines(explanation))
    )
    save_bytes(path, text.encode("utf-8"), is_private=True)
