"""`map`: a draft of a mapping file, made from an office's data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.pipeline.password_source import make_password_source
from antidrug_kpi.pipeline.resolved_settings import list_apart, load_wanted_plan, resolve_settings
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import Stage, Step

if TYPE_CHECKING:
    from antidrug_kpi.issues import Issue


def save_mapping(path: Path, data: Path, settings: Settings) -> tuple[int, tuple[Issue, ...]]:
    """Write a draft of a mapping file for an office's data. An existing mapping is ignored.

    Returns for how many sheets something is proposed, and an issue for each file that could not be read.

    Raises UserError where there is nothing to read.
    """
    from antidrug_kpi.files import read_data
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.issues import Level
    from antidrug_kpi.registers.mapping.drafting import write_draft
    from antidrug_kpi.registers.mapping.proposing import list_proposals

    settings = resolve_settings(settings, data)
    settings.watch(Step(Stage.PLAN))
    plan = load_wanted_plan(settings)
    files = read_data(data, ask=make_password_source(settings), watch=settings.watch, apart=list_apart(settings))
    settings.watch(Step(Stage.REGISTERS))
    proposals = list_proposals(files, plan)
    save_document(path, lambda: _redact_remarks(write_draft(proposals, plan)).encode("utf-8"), is_private=True)
    unread = tuple(issue for file in files for issue in file.issues if issue.level is Level.FILE)
    return sum(not proposal.is_empty for proposal in proposals), unread


def _redact_remarks(draft: str) -> str:
    """The draft with national numbers redacted in its remarks; names and values to map must stand as the office wrote them."""
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    lines = draft.splitlines(keepends=True)
    return "".join(NATIONAL_NUMBERS_ONLY.redact(line) if line.startswith("##") else line for line in lines)
