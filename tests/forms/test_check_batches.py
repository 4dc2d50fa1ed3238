"""The issues of a checkup as JSON come in batches, which nobody sees in it."""

import json
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.forms.check import checkup_text
from antidrug_kpi.settings import Settings


@pytest.mark.parametrize("batch", [1, 2, 3, 4])
def test_batches_are_joined_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    rows = "\n".join(f"V00{number},x" for number in range(1, 4))
    (tmp_path / "志工.csv").write_text(f"志工編號,繼續教育時數\n{rows}\n", encoding="utf-8")
    run = pipeline.compute(tmp_path, Settings(plan="mohw-113"))
    checkup = pipeline.build_checkup(run)
    whole = "".join(checkup_text.write_checkup_json(checkup))
    monkeypatch.setattr(checkup_text, "_BATCH", batch)
    assert "".join(checkup_text.write_checkup_json(checkup)) == whole
    issues = json.loads(whole)["issues"]
    assert [issue["row"] for issue in issues if issue["code"] == "cell-unreadable"] == [2, 3, 4]
