"""A batch whose folders were typed the wrong way round writes nothing among the registers, and says the right order."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.batch.batch_options import OutputOptions
from antidrug_kpi.pipeline.batch.batch_run import prepare_batch
from antidrug_kpi.settings import Settings
from cli.running import check_refused, run, write_csv

from .small_batches import VOLUNTEERS, write_office


def write_output(folder: Path, *offices: str) -> Path:
    for name in offices:
        (folder / name).mkdir(parents=True)
        (folder / name / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / "summary.json").write_text("{}", encoding="utf-8")
    return folder


def refuse(root: Path, out: Path) -> str:
    with pytest.raises(UsageError) as caught:
        prepare_batch(root, out, Settings(), OutputOptions("indicators", (".docx",), show_ids=False, may_replace=False))
    return str(caught.value)


@pytest.mark.parametrize("name", ["甲縣", "北區/甲縣"])
def test_an_output_is_no_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    write_output(Path("彙 總"), name)
    assert refuse(Path("彙 總"), Path("無")) == "「彙 總」是 batch 寫出的資料夾，不是各機關的清冊；請指定放各機關資料夾的上一層"
    write_csv(Path("各機關", name), "志工", VOLUNTEERS)
    told = "「彙 總」是 batch 寫出的資料夾，不是各機關的清冊，順序相反；請改用 antidrug-kpi batch 各機關 -o '彙 總'"
    assert refuse(Path("彙 總"), Path("各機關")) == told
    assert [path.name for path in Path("各機關", name).iterdir()] == ["志工.csv"]


def test_nothing_is_written_among_the_registers_of_an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_office(Path("去年", "甲縣"))
    write_office(Path("今年", "甲縣"))
    told = "裡的「甲縣」是一個機關（有 office.yaml），不能寫在清冊之間；請改用別的資料夾"
    assert refuse(Path("今年"), Path("去年")) == f"輸出資料夾「去年」{told}"
    told = "本身就是一個機關（有 office.yaml），不能寫在清冊之間；請改用別的資料夾"
    assert refuse(Path("今年"), Path("去年", "甲縣")) == f"輸出資料夾「去年/甲縣」{told}"


def test_the_command_ends_as_wrong_usage(tmp_path: Path) -> None:
    write_output(tmp_path / "out", "甲縣")
    write_office(tmp_path / "root" / "甲縣")
    said = "「out」是 batch 寫出的資料夾，不是各機關的清冊，順序相反；請改用 antidrug-kpi batch root -o out"
    check_refused(run("batch", "out", "-o", "root", cwd=tmp_path), 2, said)
