"""What `show` tells of a work item, a statistic and a tie-out."""

import pytest

from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.prose.duty_sentences import explain_duties
from antidrug_kpi.plans.prose.explain import Line


def tell(name: str) -> list[list[Line]]:
    return explain_duties(load_plan("mohw-113"), name)


def test_a_statistic_is_told_with_its_population_and_what_it_reads() -> None:
    (lines,) = tell("s3.6c")
    assert lines[:2] == [("統計", "S3.6c 補助人數"), ("種類", "件數（人）")]
    assert lines[2][1].startswith("三(六) 代審代付")
    assert lines[3:] == [
        ("統計對象", "「補助申撥」之個案編號（不重複計），「申撥日期」在統計期間（當年度 1 月 1 日至基準日）內"),
        ("所需清冊", "「補助申撥」：個案編號、申撥日期"),
    ]


def test_a_tie_out_is_told_with_its_question() -> None:
    assert tell("T5") == [
        [
            ("勾稽", "T5 人力清冊每列的在案案量，不超過累計個管案量"),
            ("關係", "左邊應不超過右邊"),
            ("出處", "113 年度計畫說明書 附件五，第 39 頁"),
            ("不符時問", "兩個數字是否填反？"),
            ("所需清冊", "「人力清冊」：姓名、到職日期、累計個管案量、在案案量"),
        ]
    ]


@pytest.mark.parametrize("name", ["三(四)3", "三（四）3", "三、(四)3", "三四3"])
def test_a_work_item_is_told_by_its_number_as_people_type_it(name: str) -> None:
    (lines,) = tell(name)
    assert lines[0][1].startswith("三(四)3 對於轄內提供有藥癮醫療服務")
    assert lines[1:] == [
        ("分組", "三、醫療服務組"),
        ("出處", "113 年度計畫說明書 參、工作項目 三、醫療服務組 (四)3"),
        ("主責", "衛生相關單位"),
        ("應說明於", "計畫書、期中成果報告、期末成果報告"),
        ("統計", "S3.4.3a 非屬指定機構家數"),
        ("統計", "S3.4.3b 輔導結果"),
        ("待填", "計畫書：輔導及管理機制"),
        ("待填", "期中成果報告：家數及輔導結果等"),
        ("待填", "期末成果報告：家數及輔導結果等"),
    ]


def test_evidence_and_measures_beside_a_work_item() -> None:
    assert ("佐證", "佐證清冊的 4.4、4.11") in tell("四(四)1")[0]
    assert ("並列", "A9.4") in tell("四(六)5")[0]


def test_a_group_of_statistics_is_told_whole() -> None:
    assert [lines[0][1].split()[0] for lines in tell("S3.4.2")] == ["S3.4.2a", "S3.4.2b", "S3.4.2c", "S3.4.2d"]
    assert tell("S9.9") == []


def test_everything_that_the_shipped_plan_owes_can_be_told() -> None:
    plan = load_plan("mohw-113")
    names = [part.id for part in (*plan.all_work_items, *plan.all_statistics, *plan.tie_outs)]
    assert all(explain_duties(plan, name) for name in names)
