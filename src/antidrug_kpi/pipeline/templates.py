"""The empty workbook for a plan."""

from __future__ import annotations

from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.pipeline.terms import load_wanted_plan
from antidrug_kpi.settings import Settings


def save_template(path: Path, settings: Settings, *, overwrite: bool = False) -> int:
    """Write the template of the settings' plan, or of the part that their `only` needs; returns how many registers it holds.

    Raises UserError where there is a file already, which may be a template that somebody has filled in.
    """
    from antidrug_kpi.forms.saving import save_bytes
    from antidrug_kpi.forms.template.sheets import build_template
    from antidrug_kpi.forms.template.workbook import write_template

    if path.exists() and not overwrite:
        raise UserError(f"{path} 已存在，可能已填有資料；請改用其他檔名，或以 --overwrite 覆蓋")
    plan = load_wanted_plan(settings)
    template = build_template(plan, select_measures(plan, settings.only), settings.only)
    save_bytes(path, write_template(template))
    return len(template.sheets)
