"""`demo`: a copy of the sample office that comes with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.paths import say_reason
from antidrug_kpi.plans.loading.folders import find_shipped_folder
from antidrug_kpi.printable import show_path

SAMPLE_OFFICE = "office"


def copy_sample(target: Path) -> None:
    """Copy the sample office into a new or empty folder. Raises UserError where it holds something already."""
    from antidrug_kpi.forms.output.saving import make_folder, refuse_existing

    source = find_shipped_folder("sample_data") / SAMPLE_OFFICE
    refuse_existing(target)
    make_folder(target)
    try:
        for file in sorted(source.iterdir()):
            shutil.copyfile(file, target / file.name)
    except OSError as error:
        raise UserError(f"無法複製範例到 {show_path(target)}：{say_reason(error)}；請確認權限與磁碟空間") from None
