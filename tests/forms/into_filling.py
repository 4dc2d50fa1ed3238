"""Fills an office's own form from the sample office, and says what became of it as the user reads it."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi import pipeline

from .filling import compute, make_folder

BOXES = "☐超前 ☐符合 ☐落後"


@dataclass(frozen=True)
class Said:
    """The lines of a filling."""

    changed: list[str]
    kept: list[str]
    lacking: list[str]
    remarks: list[str]


def fill_into(path: Path, report: str = "final", *, overwrite: bool = False) -> Said:
    """Fill a form in place."""
    filled = pipeline.fill_into(compute(report), path, path, overwrite=overwrite)
    changed, kept = ([f"{cell.place} {cell.indicator}" for cell in cells] for cells in (filled.changed, filled.kept))
    return Said(changed, kept, list(filled.lacking), list(filled.remarks))


def save_again(path: Path, suffix: str) -> Path:
    """The form as LibreOffice saves it."""
    folder = path.parent / "saved"
    profile = f"-env:UserInstallation={(make_folder() / 'profile').as_uri()}"
    soffice = shutil.which("soffice") or "soffice"
    command = [soffice, profile, "--headless", "--convert-to", suffix[1:], "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}{suffix}"
