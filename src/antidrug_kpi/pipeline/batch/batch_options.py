"""What a whole batch, or `run`, is asked to write beside the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.forms.writers import DOCUMENT_SUFFIXES
from antidrug_kpi.plans.form_specs import INDICATORS
from antidrug_kpi.printable import quote_briefly
from antidrug_kpi.settings import Settings

USUAL_SUFFIXES = (".docx",)
DIFFERENT = 5
"""How a run ends in which a submitted form differs from the registers."""


@dataclass(frozen=True)
class OutputOptions:
    """Which form is filled, in which formats, and how the outputs are written."""

    form: str = INDICATORS
    suffixes: tuple[str, ...] = USUAL_SUFFIXES
    show_ids: bool = False
    may_replace: bool = False

    @property
    def form_files(self) -> tuple[str, ...]:
        """The names of the forms' files."""
        return tuple(f"{self.form}{suffix}" for suffix in self.suffixes)


@dataclass(frozen=True)
class BatchJob:
    """What a process needs to know to compute any office of a batch."""

    root: Path
    out: Path
    settings: Settings
    options: OutputOptions
    program: str
    can_resume: bool = False
    submitted: Path | None = None
    """The folder of submitted forms, one an office, by its name."""
    is_for_public: bool = False
    """Whether the summary alone is written, with small counts hidden."""


def read_suffixes(written: str | None) -> tuple[str, ...]:
    """The suffixes that --to names (docx,odt), each once. Raises UsageError for one that no form is written in."""
    if written is None:
        return USUAL_SUFFIXES
    suffixes = tuple(dict.fromkeys(f".{part.strip().lower().removeprefix('.')}" for part in written.split(",")))
    unknown = next((suffix for suffix in suffixes if suffix not in DOCUMENT_SUFFIXES), None)
    if unknown is not None:
        known = ",".join(suffix.removeprefix(".") for suffix in DOCUMENT_SUFFIXES)
        raise UsageError(
            f"--to「{quote_briefly(written)}」有不支援的格式「{quote_briefly(unknown[1:])}」；可用：{known}，以逗號分隔"
        )
    return suffixes


def refuse_form(form: str, known: Sequence[str]) -> None:
    """Raises UsageError where a plan has no such form."""
    if form not in known:
        raise UsageError(f"--form「{quote_briefly(form)}」不是計畫的表單；可用：{'、'.join(known)}")


def say_in_one_line(error: UserError) -> str:
    """The error's lines as one."""
    return "；".join(str(error).splitlines())
