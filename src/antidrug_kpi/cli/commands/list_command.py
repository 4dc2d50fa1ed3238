"""`list`: the plans, or a plan's measures with their targets and registers."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

from antidrug_kpi.cli.options import ListFormat, ScreenFormat, takes_settings
from antidrug_kpi.settings import Settings

_SCHEMA = 1
_PLAN_KEYS = {"id": "計畫", "year": "年度", "title": "名稱", "indicators": "指標數", "measures": "衡量項目數"}
_MEASURE_KEYS = {"indicator": "指標", "id": "項目", "title": "名稱", "target": "目標", "registers": "清冊"}
_LEAVING, _FOLDING = ("年度", "指標", "清冊", "目標"), frozenset({"名稱", "目標", "清冊"})


@takes_settings("plan", "specs", "quiet", typed_as="list")
def list_command(*, screen_format: ScreenFormat = ListFormat.TABLE, settings: Settings) -> None:
    """列出計畫；指定 --plan 時列出該計畫的指標、目標與所需清冊。"""
    if settings.plan is None:
        from antidrug_kpi import authoring

        plans = authoring.summarise_plans(settings.specs)
        rows: list[dict[str, Any]] = [{key: getattr(plan, key) for key in _PLAN_KEYS} for plan in plans]
        _print(_PLAN_KEYS, rows, {"schema": _SCHEMA, "plans": rows}, screen_format)
        return
    from antidrug_kpi.plans.loading.folders import refuse_specs
    from antidrug_kpi.plans.loading.loader import load_plan
    from antidrug_kpi.plans.reads.columns_read import find_columns_read

    refuse_specs(settings.specs)
    plan = load_plan(settings.plan, settings.specs)
    rows = [
        {
            "indicator": indicator.label,
            "id": measure.id,
            "title": measure.title,
            "target": measure.target.text if measure.target else None,
            "registers": [plan.find_register(name).title for name in find_columns_read(plan, measure)],
        }
        for indicator, measure in plan.measures
    ]
    _print(_MEASURE_KEYS, rows, {"schema": _SCHEMA, "plan": plan.id, "measures": rows}, screen_format)


def _print(keys: dict[str, str], rows: Sequence[dict[str, Any]], whole: dict[str, Any], screen_format: ListFormat) -> None:
    """The rows as a table or csv with Chinese headers, or the whole as JSON."""
    if screen_format is ListFormat.JSON:
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    texts = [tuple(_show(row[key]) for key in keys) for row in rows]
    if screen_format is ListFormat.CSV:
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows([tuple(keys.values()), *texts])
        sys.stdout.write(text.getvalue())
        return
    from antidrug_kpi.forms.screen.fitting_columns import Fitting, say_hidden_columns
    from antidrug_kpi.forms.screen.screen_table import print_fitted_table
    from antidrug_kpi.forms.terminal import make_console

    console, fitting = make_console(), Fitting(_LEAVING, _FOLDING)
    say_hidden_columns(console, print_fitted_table(console, tuple(keys.values()), texts, fitting), fitting)


def _show(value: Any) -> str:
    if value is None:
        return "統計填報"
    return "、".join(value) if isinstance(value, list) else str(value)
