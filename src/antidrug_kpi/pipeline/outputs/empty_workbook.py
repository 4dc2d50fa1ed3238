"""`template`: the empty workbook for a plan, saved."""

from __future__ import annotations

from pathlib import Path

from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.settings import Settings


def save_template(path: Path, settings: Settings) -> int:
    """Write the template of the settings' plan, or of the part that their `only` needs; returns how many registers it holds."""
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.template.template_sheets import build_template
    from antidrug_kpi.forms.template.template_workbook import write_template

    plan = load_wanted_plan(settings)
    template = build_template(plan, select_measures(plan, settings.only), settings.only)
    save_document(path, lambda: write_template(template))
    return len(template.sheets)
