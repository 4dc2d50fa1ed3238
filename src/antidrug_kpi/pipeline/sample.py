"""The sample office that comes with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.plans.loader import find_shipped_folder

SAMPLE_OFFICE = "office"


def copy_sample(target: Path) -> None:
    """Copy the sample office into a new or empty folder. Raises UserError where it holds something already."""
    from antidrug_kpi.forms.output.saving import refuse_existing

    source = find_shipped_folder("sample_data") / SAMPLE_OFFICE
    refuse_existing(target)
    try:
        shutil.copytree(source, target, dirs_exist_ok=True)
    except OSError as error:
        raise UserError(f"無法建立 {target}：{error.strerror or error}；請確認路徑與權限") from None
