"""Folders that are not one office's with its settings: the parent of several, and settings under another name."""

from pathlib import Path

import pytest

from antidrug_kpi.files.kinds import OFFICES_BLENDED
from antidrug_kpi.pipeline.office_folder import find_folder_doubts, list_misnamed_settings

from .running import VOLUNTEERS, run, write_csv

MISNAMED = "像是設定檔，名稱不對，沒有讀取；請改名為 office.yaml"


def write_offices(root: Path, *names: str) -> Path:
    for name in names:
        write_csv(root / name, "志工", VOLUNTEERS)
        (root / name / "office.yaml").write_text("jurisdiction: 高雄市\n", encoding="utf-8")
    return root


def say_doubts(data: Path) -> list[str]:
    return [str(issue) for issue in find_folder_doubts(data, list_misnamed_settings(data))]


def test_offices_that_are_computed_as_one_are_said(tmp_path: Path) -> None:
    write_offices(tmp_path / "各 機關", "a", "b", "c/d", "e")
    line = (
        "［檔案］a/office.yaml：資料夾底下有 4 個機關（a、b、c/d…），合成一個計算，各自的設定也沒有採用；"
        "請改用 antidrug-kpi batch '各 機關' -o 輸出資料夾 逐一計算，或只指定其中一個，例如 '各 機關/a'"
    )
    for name, *more in (("compute", "--only", "4.8"), ("check",), ("fill", "-o", "表.xlsx")):
        done = run(name, "各 機關", *more, cwd=tmp_path)
        assert done.status == 3, done
        assert line in (done.out + done.err).splitlines()


def test_an_office_inside_an_office_is_said(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text("", encoding="utf-8")
    assert say_doubts(tmp_path) == []
    write_offices(tmp_path, "去年")
    assert say_doubts(tmp_path) == [
        "去年/office.yaml：資料夾底下有 1 個機關（去年），合成一個計算，各自的設定也沒有採用；"
        "請把其他機關的資料夾移出，或刪去多餘的 office.yaml"
    ]


def test_one_office_below_is_none_of_several(tmp_path: Path) -> None:
    write_offices(tmp_path, "甲")
    assert say_doubts(tmp_path) == []
    write_offices(tmp_path, ".舊")  # hidden folders are nobody's data
    assert say_doubts(tmp_path) == []
    write_offices(tmp_path, "乙")
    assert [issue.kind for issue in find_folder_doubts(tmp_path, [])] == [OFFICES_BLENDED]


@pytest.mark.parametrize(
    "name",
    ["office.yaml.txt", "office.yml", "Office.yaml", "office.yaml.yaml", "office (1).yaml", "ｏｆｆｉｃｅ.yaml", "office.txt"],
)
def test_settings_under_another_name_are_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("year: 113\n", encoding="utf-8")
    assert say_doubts(tmp_path) == [f"{name}：{MISNAMED}"]
    (tmp_path / "office.yaml").write_text("year: 113\n", encoding="utf-8")
    if len(list(tmp_path.iterdir())) > 1:  # some file systems take Office.yaml for the same
        assert say_doubts(tmp_path) == []


@pytest.mark.parametrize("name", ["對應.yaml", "office.yaml.bak", "offices.yaml", "office.xlsx", "my-office.yaml"])
def test_other_names_are_no_settings(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    assert say_doubts(tmp_path) == []


def test_settings_under_another_name_make_the_run_doubtful(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "志工", VOLUNTEERS)
    (office / "office.yaml.txt").write_text("jurisdiction: 高雄市\n", encoding="utf-8")
    done = run("compute", office, "--only", "4.8", "--format", "json", cwd=tmp_path)
    assert (done.status, done.data["complete"]) == (3, False)
    assert [own["file"] for own in done.data["inputs"]] == ["志工.csv"]
    assert done.err.splitlines()[0] == f"［檔案］office.yaml.txt：{MISNAMED}"
