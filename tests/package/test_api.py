"""The program from Python: the five functions, what they import, and the page that shows them."""

import datetime as dt
import doctest
import shutil
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import antidrug_kpi
from antidrug_kpi import api
from antidrug_kpi.errors import UsageError, UserError

ROOT = Path(__file__).resolve().parents[2]
LOOSE = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS

ADMISSIONS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00179,H1,113/1/1,113/6/28,自行中斷
M00180,H1,113/1/1,113/6/29,自行中斷
M00181,H1,113/1/1,113/6/30,自行中斷
M00182,H1,113/1/1,113/2/1,死亡
M00183,H1,113/2/30,,
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "美沙冬收案.csv").write_text(ADMISSIONS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def beside_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "sample_data" / "office", tmp_path / "demo-office")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("beside_demo")
def test_the_page_shows_what_the_functions_give() -> None:
    page = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=LOOSE)
    assert page.attempted > 20
    assert page.failed == 0


@pytest.mark.usefixtures("beside_demo")
def test_the_examples_of_the_functions_hold() -> None:
    examples = doctest.testmod(api, optionflags=LOOSE)
    assert examples.attempted >= 9
    assert examples.failed == 0


@pytest.mark.parametrize("then", ["", "; antidrug_kpi.compute", "; antidrug_kpi.load_plan()"])
def test_pandas_waits_until_data_are_read(then: str) -> None:
    code = f"import sys, antidrug_kpi{then}; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_the_package_offers_what_it_names() -> None:
    assert set(antidrug_kpi.__all__) <= set(dir(antidrug_kpi))
    assert [name for name in antidrug_kpi.__all__ if getattr(antidrug_kpi, name) is None] == []
    with pytest.raises(AttributeError, match="calculate"):
        _ = antidrug_kpi.calculate


def test_registers_are_typed_and_say_where_their_rows_stand(office: Path) -> None:
    registers = antidrug_kpi.read_registers(office)
    frame = registers.frames["美沙冬收案"]
    assert frame["新收日期"].tolist()[0] == dt.datetime(2024, 1, 1)
    assert frame["新收日期"].isna().tolist() == [False] * 4 + [True]
    assert list(zip(frame["檔案"], frame["列"], strict=True))[-1] == ("美沙冬收案.csv", 6)
    assert frame["個案編號"].tolist()[0] == "M00179"
    (row,) = registers.issues[registers.issues["level"] == "fault"].to_dict("records")
    assert (row["code"], row["row"], row["column"]) == ("cell-unreadable", 6, "新收日期")


def test_a_computed_office_has_exact_results_and_a_frame(office: Path) -> None:
    # Of four admissions that can be read one died before the 180th day; M00180 and M00181 stayed 180 days or more.
    computed = antidrug_kpi.compute(office, only="3.3")
    assert list(computed.measures.loc["3.3", ["numerator", "denominator", "rejected"]]) == [2, 3, 1]
    assert computed.measures.loc["3.3", "value"] == Decimal("66.67")
    assert computed.result.measures[0].value == Fraction(200, 3)
    assert not computed.is_complete
    assert antidrug_kpi.trace(computed, "3.3")["歸屬"].tolist() == ["分母", "分子", "分子", "排除", "剔退"]


def test_options_mean_what_they_mean_on_the_command_line(office: Path) -> None:
    computed = antidrug_kpi.compute(
        str(office), report="期中", as_of=dt.date(2024, 6, 30), only=["3.3", "3.4"], jurisdiction="臺北市"
    )
    assert (computed.result.report, computed.result.as_of) == ("midterm", dt.date(2024, 6, 30))
    assert computed.measures.index.tolist() == ["3.3", "3.4"]
    assert antidrug_kpi.compute(office, only="3.3", strict=True).measures["status"].tolist() == ["withheld"]
    with pytest.raises(TypeError, match="no such option: asof"):
        antidrug_kpi.compute(office, asof="113/6/30")  # type: ignore[call-arg]


def test_identifiers_are_masked_unless_they_are_asked_for(office: Path) -> None:
    computed = antidrug_kpi.compute(office, only="3.3")
    assert antidrug_kpi.trace(computed, "3.3")["對象"].iat[0] == "…179"
    assert antidrug_kpi.trace(computed, "3.3", show_ids=True)["對象"].iat[0] == "M00179"
    (told,) = antidrug_kpi.explain(computed, "M00182")["說明"].tolist()
    assert "結案原因「死亡」屬可排除" in told
    assert "M00182" not in told


def test_a_user_is_told_what_to_do(office: Path) -> None:
    computed = antidrug_kpi.compute(office, only="3.3")
    with pytest.raises(UsageError, match=r"沒有計算「3\.4」；請在 compute 的 only 列入"):
        antidrug_kpi.trace(computed, "3.4")
    with pytest.raises(UserError, match="讀入的清冊裡沒有"):
        antidrug_kpi.explain(computed, "M99999")
    with pytest.raises(UserError, match="沒有可讀的檔案；應有"):
        antidrug_kpi.read_registers(ROOT / "docs" / "decisions")
