"""What keeps a statistic from being computed: registers that are absent, unreadable or masked; and what does not."""

from dataclasses import replace

from antidrug_kpi.issues import Address
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.duties.duty_results import StatisticResult, StatisticStatus
from antidrug_kpi.measures.duties.statistics.computing import compute_statistics
from antidrug_kpi.measures.results import MeasureResult, Status

from .statistic_samples import compute, read_terms, show

VISITS = """
- kind: count
  population: {register: visit_items, each: [機構代碼]}
  otherwise:
    population: {register: treatment_institutions, each: [機構代碼]}
"""
INSTITUTIONS = "機構代碼 | 機構名稱\nA | 甲\nB | 乙"


def compute_one(terms: Terms) -> StatisticResult:
    (result,) = compute_statistics(terms.plan, terms, (), ())
    return result


def test_nothing_stands_in_for_a_register_that_could_not_be_read() -> None:
    terms = read_terms(VISITS, {"treatment_institutions": INSTITUTIONS})
    assert compute_one(terms).value == 2
    result = compute_one(replace(terms, unread={"visit_items": (Address("訪查.xlsx", "訪查紀錄"),)}))
    assert (result.status, result.value) == (StatisticStatus.BLANK, None)
    assert result.notes == ("「訪查紀錄」有無法讀取的部分（訪查.xlsx 工作表「訪查紀錄」），不予採計",)


def test_an_unreadable_column_that_is_not_asked_does_not_matter() -> None:
    terms = read_terms(VISITS, {"visit_items": "機構代碼 | 訪查日期 | 訪查項目 | 訪查結果\nA | 113/1/1 | (1) | 符合"})
    unread = {"visit_items": (Address("訪查.xlsx", "訪查紀錄", column="建議事項"),)}
    assert compute_one(replace(terms, unread=unread)).value == 1


def test_masked_persons_are_not_counted() -> None:
    text = "- {kind: count, population: {register: substitution_patients, each: [個案編號]}}"
    table = "個案編號 | 機構代碼 | 收案日期\nA12***89 | H1 | 113/1/1\nA12***89 | H1 | 113/2/1\nB12***89 | H1 | 113/2/1"
    result = compute(text, substitution_patients=table)
    assert result.status is StatisticStatus.BLANK
    assert result.notes == ("「替代治療個案」的「個案編號」經過遮蔽，分不出誰是誰；請改用完整的編號",)


def test_rows_of_masked_persons_are_counted_as_rows() -> None:
    text = "- {kind: count, population: {register: substitution_patients}}"
    assert compute(text, substitution_patients="個案編號 | 機構代碼 | 收案日期\nA12***89 | H1 | 113/1/1").value == 1


RESULTS = """
- kind: table
  results: {of: measures, rows: {志工: "4.8"}, columns: {全部: denominator, 完成: numerator}}
"""


def test_a_strict_run_leaves_statistics_alone() -> None:
    terms = read_terms(RESULTS, {"volunteers": "志工編號 | 繼續教育時數\nV1 | 4\nV2 | 四\nV3 | 3.99"})
    strict = replace(terms, is_strict=True)
    withheld = compute_volunteers(strict)
    assert withheld.status is Status.WITHHELD
    (result,) = compute_statistics(terms.plan, strict, (withheld,), ())
    assert show(result) == ["全部 完成", "志工 2 1"]
    assert result.rejected == 1


def compute_volunteers(terms: Terms) -> MeasureResult:
    indicator, measure = next(pair for pair in terms.plan.measures if pair[1].id == "4.8")
    return compute_measure(indicator, measure, terms).result
