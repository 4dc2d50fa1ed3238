"""`map`: a draft of a mapping file, made from an office's data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.resolved_settings import list_apart, load_wanted_plan, resolve_settings
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import Stage, Step

if TYPE_CHECKING:
    from antidrug_kpi.issues import Issue
    from antidrug_kpi.registers.mapping.proposing import Proposal


@dataclass(frozen=True)
class MappingDraft:
    """What is proposed for each sheet of an office, and an issue for each file that could not be read."""

    plan: Plan
    proposals: tuple[Proposal, ...]
    unread: tuple[Issue, ...] = ()

    @property
    def count(self) -> int:
        """For how many sheets something is proposed."""
        return sum(not proposal.is_empty for proposal in self.proposals)

    @property
    def accepted(self) -> int:
        """For how many sheets somebody has confirmed it."""
        return sum(proposal.is_accepted for proposal in self.proposals)


def draft_mapping(data: Path, settings: Settings) -> MappingDraft:
    """What a mapping file could say of an office's data. An existing mapping is ignored.

    Raises UserError where there is nothing to read.
    """
    from antidrug_kpi.files import read_data
    from antidrug_kpi.issues import Level
    from antidrug_kpi.registers.mapping.proposing import list_proposals

    settings = resolve_settings(settings, data)
    settings.watch(Step(Stage.PLAN))
    plan = load_wanted_plan(settings)
    files = read_data(data, ask=make_password_source(settings), watch=settings.watch, apart=list_apart(settings))
    settings.watch(Step(Stage.REGISTERS))
    proposals = list_proposals(files, plan)
    unread = tuple(issue for file in files for issue in file.issues if issue.level is Level.FILE)
    return MappingDraft(plan, proposals, unread)


def save_mapping(path: Path, draft: MappingDraft) -> None:
    """Write the mapping file: what was accepted holds, everything else is commented out."""
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.registers.mapping.drafting import write_draft

    text = write_draft(draft.proposals, draft.plan)
    save_document(path, lambda: _redact_remarks(text).encode("utf-8"), is_private=True)


def _redact_remarks(draft: str) -> str:
    """The draft with national numbers redacted in its remarks; names and values to map must stand as the office wrote them."""
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    lines = draft.splitlines(keepends=True)
    return "".join(NATIONAL_NUMBERS_ONLY.redact(line) if line.startswith("##") else line for line in lines)
