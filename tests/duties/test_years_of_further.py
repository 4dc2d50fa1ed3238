"""A further register in a file, sheet or folder named after another year is told, and moves no exit status."""

from pathlib import Path

import pytest

from antidrug_kpi.pipeline.completeness import list_file_doubts
from antidrug_kpi.pipeline.run import compute
from antidrug_kpi.settings import Settings

from .duty_offices import VOLUNTEERS, write_files

pytestmark = pytest.mark.slow

STAFF = (("機構代碼", "姓名", "職類", "教育訓練時數"), ("H1", "林一", "醫師", "8"))
BUDGET = (("核定金額",), ("1000",))
VISITS = (("機構代碼", "訪查日期", "訪查項目", "訪查結果"), ("H1", "112/3/1", "(1)", "符合"))


@pytest.mark.parametrize(
    ("folder", "suffix", "told"),
    [("", "112年度", 2), ("", "113年度", 0), ("", "114年度", 2), ("112年", "", 2), ("113年", "", 0)],
)
def test_another_year_in_the_name_is_told_for_each_further_register(tmp_path: Path, folder: str, suffix: str, told: int) -> None:
    write_files(tmp_path, {"志工.csv": VOLUNTEERS})
    files = {f"{name}{suffix}.csv": rows for name, rows in (("治療人員", STAFF), ("補助方案經費", BUDGET), ("訪查紀錄", VISITS))}
    write_files(tmp_path / folder, files)  # 訪查紀錄 reads what earlier years left to be improved
    run = compute(tmp_path, Settings(), with_duties=True)
    found = [issue for issue in run.result.issues if issue.kind.code == "year-in-name"]
    assert sorted(str(issue.register) for issue in found) == ["subsidy_budget", "treatment_staff"][:told]
    assert not list_file_doubts(run)
