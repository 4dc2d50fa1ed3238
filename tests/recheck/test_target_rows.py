"""An indicator with a row for each of its targets: whose row is which, however the name is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedMeasure
from antidrug_kpi.forms.submitted.submitted_reading import read_submitted
from antidrug_kpi.plans.loading.loader import load_plan
from forms.own_forms import write_table

pytestmark = pytest.mark.slow

PLAN = load_plan("mohw-113")
HEADER = ["指標", "目標值", "目標達成情形及達成率", "自評進度"]
ARTICLE = "（一）毒品危害防制條例第2-1條落實情形"
BUREAUS = "毒防中心組織架構中，各業務分組之主責局（處）100%編列或指派有毒品防制業務專責人力"
MEETINGS = "召開跨局處毒品防制聯繫會議，且有一半以上之會議由地方政府秘書長或主任秘書層級以上長官主持"
OWN_WORDS = "由秘書長層級長官主持之會議過半"  # neither the measure's words nor the target's
FUNDS = "辦理本計畫之自籌款比率，高於最低自籌款編列比率"
COURSES = "（六）落實第三、四級毒品危害講習分流處遇"
COURSE_TARGETS = (
    "針對初次查獲及查獲二次（含）以上個案，提供不同講習課程或方案（下稱分流課程）",
    "初次查獲個案講習出席率",
    "二次（含）以上查獲個案講習出席率",
    "遭查獲二次（含）以上個案接受分流處遇之比率較前1年有提升",
)
WORKERS = "（三）藥癮者家庭支持開案服務量"
WORKER_TARGETS = ("每名社工人員每月平均服務30案藥癮家庭", "其中每年應有30案是當年新進案")


def read(path: Path, rows: Sequence[Sequence[str]], *, merged: bool = False) -> dict[str, SubmittedMeasure]:
    merges = ((1, 0, len(rows), 0),) if merged else ()
    write_table(path, [HEADER, *map(list, rows)], merges)
    return {measure.id: measure for measure in read_submitted(path, PLAN).measures}


def show(measure: SubmittedMeasure) -> str:
    figures = measure.figures
    numbers = (figures.numerator, figures.denominator, figures.value)
    return f"{figures.filling.value}: " + " ".join("-" if number is None else number.text for number in numbers)


def lay_out(name: str, targets: Sequence[str], texts: Sequence[str], repeated: str) -> list[list[str]]:
    return [[name if not place else repeated, target, texts[place], ""] for place, target in enumerate(targets)]


@pytest.mark.parametrize("repeated", ["merged", "", "〃", "同上", ARTICLE])
@pytest.mark.parametrize("meetings", [MEETINGS, f"2.{MEETINGS}", OWN_WORDS])
def test_a_row_without_figures_takes_nothing_from_the_others(tmp_path: Path, repeated: str, meetings: str) -> None:
    rows = lay_out(ARTICLE, (BUREAUS, meetings, FUNDS), ("待補", "12/12=100%", "N/A"), "" if repeated == "merged" else repeated)
    found = read(tmp_path / "表.docx", rows, merged=repeated == "merged")
    assert [show(found[name]) for name in ("4.1.1", "4.1.2", "4.1.3")] == [
        "blank: - - -",
        "figures: 12 12 100",
        "no case: - - -",
    ]
    assert found["4.1.2"].place == "表格1 第3列 第3欄"


def test_rows_of_a_worksheet(tmp_path: Path) -> None:
    rows = lay_out(ARTICLE, (BUREAUS, OWN_WORDS, FUNDS), ("待補", "12/12=100%", "N/A"), "〃")
    found = read(tmp_path / "表.xlsx", rows)
    assert (show(found["4.1.2"]), found["4.1.2"].place) == ("figures: 12 12 100", "工作表「表」C3")


@pytest.mark.parametrize("repeated", ["merged", "", "〃", COURSES])
def test_the_row_of_a_target_with_rows_of_its_own_below_it(tmp_path: Path, repeated: str) -> None:
    texts = ("辦理一項，「向陽計畫」，已達標。", "無個案", "完成1人，獲通知1人，100%", "113年A=0、B=0；112年C=2、D=2")
    rows = lay_out(COURSES, COURSE_TARGETS, texts, "" if repeated == "merged" else repeated)
    found = read(tmp_path / "表.docx", rows, merged=repeated == "merged")
    assert [show(found[name]) for name in ("4.6.1.0", "4.6.1.1", "4.6.1.2", "4.6.2")] == [
        "figures: 1 - 1",
        "no case: - - -",
        "figures: 1 1 100",
        "figures: - - -",
    ]
    assert [number.text for number in (found["4.6.2"].figures.parts or {}).values() if number is not None] == ["0", "0", "2", "2"]


def test_rows_that_say_nothing_of_their_measures_stand_in_their_order(tmp_path: Path) -> None:
    found = read(tmp_path / "表.docx", lay_out(WORKERS, WORKER_TARGETS, ("", "97/2=48.5案"), ""))
    assert (found["2.3.1"].figures.filling, show(found["2.3.2"])) == (Filling.BLANK, "figures: 97 2 48.5")


def test_rows_whose_texts_name_other_measures_do_not(tmp_path: Path) -> None:
    texts = ("新進97案/2人=48.5案", "每月平均196/7=28案")
    found = read(tmp_path / "表.docx", lay_out(WORKERS, ("詳計畫", "詳計畫"), texts, ""))
    assert (show(found["2.3.1"]), show(found["2.3.2"])) == ("figures: 196 7 28", "figures: 97 2 48.5")


def test_all_typed_into_the_first_row(tmp_path: Path) -> None:
    texts = ("1.每月平均196/7=28案\n2.新進97案/2人=48.5案", "")
    found = read(tmp_path / "表.docx", lay_out(WORKERS, WORKER_TARGETS, texts, ""))
    assert (show(found["2.3.1"]), show(found["2.3.2"])) == ("figures: 196 7 28", "figures: 97 2 48.5")


@pytest.mark.parametrize(
    ("boxes", "wanted"),
    [
        (("■超前 □符合 □落後", "□超前 □符合 ■落後"), ("超前", "落後")),
        (("□超前 □符合 ■落後", ""), ("落後", "落後")),  # ticked once, for both
    ],
)
def test_the_boxes_of_rows_in_order(tmp_path: Path, boxes: Sequence[str], wanted: tuple[str, str]) -> None:
    rows = [[*row[:3], box] for row, box in zip(lay_out(WORKERS, WORKER_TARGETS, ("28", "48"), ""), boxes, strict=True)]
    found = read(tmp_path / "表.docx", rows)
    assert (found["2.3.1"].progress, found["2.3.2"].progress) == wanted


ADVICE = "毒防中心及毒防諮詢專線服務"


@pytest.mark.parametrize("repeated", ["merged", "", ADVICE])
@pytest.mark.parametrize(
    ("name", "targets", "texts", "wanted"),
    [
        (
            ADVICE,
            ("將所轄毒防中心之簡介及服務項目置於網站", "至少2種"),
            ("網站1項，每季更新", "透過電視、網站等媒體2種"),
            ("1 - 1", "2 - 2"),
        ),
        (
            WORKERS,
            WORKER_TARGETS,
            ("每月平均服務119案/4人月＝29.75案；新進97案另計", "每人平均97案/2人=48.5案"),
            ("119 4 29.75", "97 2 48.5"),
        ),
    ],
)
def test_rows_of_unnumbered_targets_whose_texts_mention_each_other(
    tmp_path: Path, repeated: str, name: str, targets: Sequence[str], texts: Sequence[str], wanted: Sequence[str]
) -> None:
    rows = lay_out(name, targets, texts, "" if repeated == "merged" else name if repeated else "")
    boxes = ("□超前 ■符合 □落後", "□超前 □符合 ■落後")
    found = read(
        tmp_path / "表.docx", [[*row[:3], box] for row, box in zip(rows, boxes, strict=True)], merged=repeated == "merged"
    )
    own = [measure for measure in found.values() if measure.place is not None]
    assert [show(measure) for measure in own] == [f"figures: {figures}" for figures in wanted]
    assert [(measure.progress, measure.row) for measure in own] == [("符合", (own[0].id,)), ("落後", (own[1].id,))]
