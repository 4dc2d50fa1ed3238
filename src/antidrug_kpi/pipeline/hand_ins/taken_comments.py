"""The comments on an earlier report, for the form that has a place for the replies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.output.places import is_same_file
from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.resolved_settings import find_periods, load_wanted_plan, resolve_settings
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.form_reads import prints_replies
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:  # the libraries of documents come with it
    from antidrug_kpi.forms.submitted.review_comments import ReviewComment


def take_comments(
    path: Path | None, form_id: str, target: Path, settings: Settings, data: Path
) -> tuple[ReviewComment, ...] | None:
    """The comments of the file, which may hold none; None where no file was named.

    Raises UsageError where the form of this report has no place for replies, or the file would be replaced by the output, and
    UserError where it has no comments' column.
    """
    if path is None:
        return None
    from antidrug_kpi.forms.submitted.review_comments import read_comments

    resolved = resolve_settings(settings, data)
    plan = load_wanted_plan(resolved, with_duties=True)
    report = find_periods(plan, resolved).report
    if not prints_replies(plan, form_id, report):
        known = "、".join(_list_places(plan)) or "有回應表的表單"
        raise UsageError(f"--comments 只用於 {known}；請改用這樣的表單與報告，或拿掉 --comments")
    if target.exists() and is_same_file(target, path):
        raise UsageError(f"輸出檔「{show_path(target)}」就是 --comments 的檔案，未寫入，以免覆蓋；請改用其他檔名")
    return read_comments(path, plan, make_password_source(resolved))


def _list_places(plan: Plan) -> list[str]:
    """The forms with a place for replies, as a user asks for them."""
    places = ((form, report) for form in plan.forms for report in plan.reports if prints_replies(plan, form.id, report))
    return [f"--form {form.id}（{plan.reports[report].text}報告）" for form, report in places]
