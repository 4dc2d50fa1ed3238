"""`explain`: one case across the measures of a run."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from antidrug_kpi.errors import UserError
from antidrug_kpi.issues import mask_identifier
from antidrug_kpi.pipeline.outputs.saved_trace import make_trace_terms
from antidrug_kpi.pipeline.redacted_output import redact_texts
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:
    from antidrug_kpi.audit.case_explanation import Explanation

EXPLANATION_SUFFIXES = (".json", ".txt")


def explain_case(run: Run, typed: str, *, show_ids: bool) -> Explanation:
    """The case as every measure sees it that reads a row of it. Raises UserError, with the nearest identifiers, where it stands
    in no register that was read.
    """
    from antidrug_kpi.audit.case_explanation import CaseExplainer
    from antidrug_kpi.audit.found_cases import find_case

    found = find_case(typed, run.reading.registers)
    if found is None:
        raise UserError(_say_unknown(run, typed, show_ids=show_ids))
    return CaseExplainer(run.computations, make_trace_terms(run, show_ids=show_ids)).explain(found)


def _say_unknown(run: Run, typed: str, *, show_ids: bool) -> str:
    from antidrug_kpi.audit.found_cases import find_nearest

    def show(name: str, *, is_private: bool) -> str:
        return mask_identifier(name) if is_private and not show_ids else name

    nearest = find_nearest(typed, run.reading.registers)
    places = [f"{show(near.name, is_private=near.is_private)}（{near.place}）" for near in nearest]
    if not show_ids:
        places = list(redact_texts(run, places))
    hint = f"，最接近的是 {'、'.join(places)}" if places else ""
    return f"讀入的清冊裡沒有「{show(typed, is_private=True)}」{hint}；請確認編號，或以 antidrug-kpi check 查看讀了哪些清冊"


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
