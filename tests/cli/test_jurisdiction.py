"""A county that the plan does not list: said on standard error, with the one that was probably meant."""

from pathlib import Path

import pytest

from antidrug_kpi.pipeline import say_unknown_jurisdiction
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings

from .running import VOLUNTEERS, run, write_csv

TAIL = "；視縣市而定的項目可能因此有誤，請確認"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (None, None),
        ("高雄市", None),
        ("高雄", f"縣市「高雄」不是正式名稱，最接近的是「高雄市」{TAIL}"),
        ("臺北縣", f"縣市「臺北縣」已改制為「新北市」{TAIL}"),
        ("高雄縣", f"縣市「高雄縣」已改制為「高雄市」{TAIL}"),
        ("桃园县", f"縣市「桃园县」已改制為「桃園市」{TAIL}"),
        ("屏东县", f"縣市「屏东县」不是正式名稱，最接近的是「屏東縣」{TAIL}"),
        ("望海县", f"縣市「望海县」不是本計畫所列的縣市（臺北市、新北市、桃園市等 22 個）{TAIL}"),
        ("火星", f"縣市「火星」不是本計畫所列的縣市（臺北市、新北市、桃園市等 22 個）{TAIL}"),
    ],
)
def test_counties_of_the_plan(name: str | None, said: str | None) -> None:
    assert say_unknown_jurisdiction(load_plan("mohw-113"), name) == said


def test_a_county_is_quoted_as_it_was_typed() -> None:
    typed = Settings(jurisdiction=" 台北縣 ")
    assert say_unknown_jurisdiction(load_plan("mohw-113"), "臺北縣", typed) == f"縣市「台北縣」已改制為「新北市」{TAIL}"
    # The county of a submitted form is not the one that was typed.
    assert (
        say_unknown_jurisdiction(load_plan("mohw-113"), "高雄", typed) == f"縣市「高雄」不是正式名稱，最接近的是「高雄市」{TAIL}"
    )


def test_a_plan_with_one_county_and_one_with_none() -> None:
    assert say_unknown_jurisdiction(load_plan("khh-114"), "火星") == f"縣市「火星」不是本計畫所列的縣市（高雄市）{TAIL}"
    assert say_unknown_jurisdiction(load_plan("khh-114"), "臺北縣") == f"縣市「臺北縣」不是本計畫所列的縣市（高雄市）{TAIL}"
    assert say_unknown_jurisdiction(load_plan("mohw-113-annex"), "火星") is None


def test_a_county_that_says_that_it_is_invented_is_not_asked_about(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "office", "志工", VOLUNTEERS)
    (folder / "office.yaml").write_text("jurisdiction: 望海縣\ninvented: true\n", encoding="utf-8")
    assert run("compute", "office", "--only", "4.8", cwd=tmp_path).err == ""
    assert run("check", "office", "--only", "4.8", cwd=tmp_path).err == ""
    # What is typed is another county, and a folder that names none says nothing of it.
    typed = run("compute", "office", "--only", "4.8", "--jurisdiction", "火星", cwd=tmp_path).err
    assert typed == f"縣市「火星」不是本計畫所列的縣市（臺北市、新北市、桃園市等 22 個）{TAIL}\n"
    (folder / "office.yaml").write_text("invented: true\n", encoding="utf-8")
    assert run("compute", "office", "--only", "4.8", "--jurisdiction", "火星", cwd=tmp_path).err == typed
    (folder / "office.yaml").write_text("invented: 是\n", encoding="utf-8")
    refused = run("compute", "office", "--only", "4.8", cwd=tmp_path)
    assert (refused.status, refused.err) == (1, "office.yaml 第 1 行：「invented」的值「是」應為 true 或 false；請改正\n")


def test_an_unknown_county_is_said_and_stops_nothing(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "志工", VOLUNTEERS)
    done = run("compute", "office", "--only", "4.8", "--jurisdiction", "火星", cwd=tmp_path)
    assert (done.status, done.err) == (0, f"縣市「火星」不是本計畫所列的縣市（臺北市、新北市、桃園市等 22 個）{TAIL}\n")
    assert run("check", "office", "--only", "4.8", "--jurisdiction", "火星", cwd=tmp_path).err == done.err
    assert run("compute", "office", "--only", "4.8", "--jurisdiction", "火星", "--quiet", cwd=tmp_path).err == ""
