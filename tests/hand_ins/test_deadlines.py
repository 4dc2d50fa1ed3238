"""Deadlines: said from 60 days before to 30 after, the day itself in time."""

import datetime as dt
import json
from pathlib import Path

import pytest

from antidrug_kpi.pipeline.hand_ins.said_deadlines import say_deadlines
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings
from cli.running import ADMISSIONS, run, write_csv

pytestmark = pytest.mark.slow


def say(today: dt.date, *, year: int = 113, announced: str | None = None) -> list[str]:
    cover = {} if announced is None else {"計畫公告日": announced}
    return list(say_deadlines(load_plan("mohw-113"), year, Settings(cover=cover), today))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (dt.date(2024, 5, 20), None),  # 61 days before 20 July
        (dt.date(2024, 5, 21), "尚有 60 日"),
        (dt.date(2024, 7, 19), "尚有 1 日"),
        (dt.date(2024, 7, 20), "今日截止"),
        (dt.date(2024, 7, 21), "已逾期 1 日"),
        (dt.date(2024, 8, 19), "已逾期 30 日"),
        (dt.date(2024, 8, 20), None),
    ],
)
def test_the_midterm_is_due_on_20_july(today: dt.date, said: str | None) -> None:
    assert say(today) == ([] if said is None else [f"期中成果報告應於 113 年 7 月 20 日前填報，{said}"])


def test_the_final_is_due_in_the_january_after() -> None:
    assert say(dt.date(2025, 1, 1)) == ["期末成果報告應於 114 年 1 月 31 日前填報，尚有 30 日"]
    assert say(dt.date(2026, 1, 1), year=114) == ["期末成果報告應於 115 年 1 月 31 日前填報，尚有 30 日"]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (dt.date(2024, 2, 4), "尚有 1 日"),
        (dt.date(2024, 2, 5), "今日截止"),
        (dt.date(2024, 2, 6), "已逾期 1 日"),
    ],
)
def test_the_plan_is_due_three_weeks_after_it_was_announced(today: dt.date, said: str) -> None:
    """15 January and 21 days are 5 February."""
    assert say(today, announced="113/1/15") == [f"計畫書應於 113 年 2 月 5 日前填報，{said}"]
    assert say(today) == []


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that was told of its plan eleven days ago."""
    day = dt.date.today() - dt.timedelta(days=11)
    folder = write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    (folder / "office.yaml").write_text(f"only: 3.3\ncover: {{計畫公告日: {day}}}\n", encoding="utf-8")
    return folder


def test_check_alone_says_it_and_no_file_does(office: Path) -> None:
    done = run("check", office, "--format", "json", "-o", "檢核.json", cwd=office.parent)
    assert next(line for line in done.err.splitlines() if line.startswith("計畫書應於")).endswith("前填報，尚有 10 日")
    assert "填報，" not in (office.parent / "檢核.json").read_text(encoding="utf-8")
    printed = run("check", office, "--format", "json", cwd=office.parent)
    assert "計畫書" not in json.dumps(printed.data, ensure_ascii=False)
    assert "計畫書" not in run("check", office, "--quiet", cwd=office.parent).err
    assert "計畫書" not in run("compute", office, cwd=office.parent).err


def test_an_announcement_on_no_day_is_refused(office: Path) -> None:
    (office / "office.yaml").write_text("cover:\n  計畫公告日: 113/2/30\n", encoding="utf-8")
    sentence = "office.yaml 第 2 行：cover 的「計畫公告日」「113/2/30」沒有這一天；請確認月份與日數"
    done = run("check", office, "--quiet", cwd=office.parent)
    assert (done.status, done.err) == (1, f"{sentence}\n")
