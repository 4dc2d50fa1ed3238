"""The duties of a run's report as plain data, with identifiers covered unless they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidrug_kpi.pipeline.resolved_settings import load_rules
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.plans.form_specs import INDICATORS

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.registers.redaction import Redaction


# The whole report, which has a row for each work item.
WHOLE_REPORT = "full"


def shows_duties(output: Path | None, screen_format: str | None) -> bool:
    """Whether results in this file, or on the screen in this format, show the duties of the report."""
    return screen_format == "json" if output is None else output.suffix.lower() in {".json", ".html"}


def tells_duties(form_id: str, target: Path) -> bool:
    """Whether a form in this file tells of the duties of the report."""
    return form_id == WHOLE_REPORT or (form_id == INDICATORS and target.suffix.lower() == ".html")


def describe_duties_of(run: Run, *, show_ids: bool) -> dict[str, Any]:
    """The keys of the duties in the JSON of a result. None where they were not asked for, and for the public: small counts of
    persons could be told from tables and lists.
    """
    from antidrug_kpi.forms.duties.duty_json import describe_duties, list_duty_texts
    from antidrug_kpi.registers.redaction import NO_REDACTION, make_redaction

    if run.duties is None or run.is_for_public:
        return {}
    redaction = NO_REDACTION if show_ids else make_redaction(list_duty_texts(run.duties), run.reading.registers)
    return describe_duties(run.duties, _describe_rules(run, redaction, show_ids=show_ids), redaction, show_ids=show_ids)


def _describe_rules(run: Run, redaction: Redaction, *, show_ids: bool) -> list[dict[str, Any]]:
    """The rules of the annexes with the fields of measures."""
    from antidrug_kpi.forms.result_json import describe_measure
    from antidrug_kpi.measures.redacted_results import redact_measure
    from antidrug_kpi.registers.affected import count_issues

    rules = load_rules(run.plan, run.settings)
    if rules is None or run.duties is None:
        return []
    counts = count_issues(rules, run.result.issues)
    results = zip(rules.measures, run.duties.rules, strict=True)
    return [
        describe_measure(redact_measure(result, redaction), counts[measure.id], show_ids=show_ids)
        for (_, measure), result in results
    ]
