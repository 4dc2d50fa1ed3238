"""Whether the parts of populations go together, whatever they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.checking.derivation_checks import SUMS, check_derived_names
from antidrug_kpi.plans.checking.names import NameChecker
from antidrug_kpi.plans.column_types import CATEGORIES, WORDS
from antidrug_kpi.plans.reads.walking import Footing, Visit
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def check_population(checker: NameChecker, visit: Visit, population: p.Population) -> Iterator[Problem]:
    """Columns listed twice, what only subjects of several rows have, derived names, and numerators of two kinds."""
    rows = checker.find_scope(Footing(population.register_))
    if rows is None:
        return
    for field in ("each", "blank_rejects", *SUMS):
        yield from _find_repeated(getattr(population, field), (*visit.trail, field))
    for field in ("joined", "decisive"):
        if getattr(population, field) is not None and not population.each:
            yield (*visit.trail, field), f"「{field}」只能用在以 each 歸併的對象；請加上 each，或刪去 {field}"
    yield from check_derived_names(population.derive, rows, (*visit.trail, "derive"))
    if population.brings_in and (population.each or population.derive or None in {population.rows, population.numerator}):
        yield (
            (*visit.trail, "brings_in"),
            "「brings_in」只能用在一列為一個對象、有 rows 與 numerator 而沒有換算者；請刪去 brings_in",
        )
    if population.exempt is not None and not population.exclude:
        yield (*visit.trail, "exempt"), "沒有 exclude，exempt 沒有可免除的排除；請加上 exclude，或刪去 exempt"
    if population.numerator is not None and population.numerator_sum:
        yield (*visit.trail, "numerator_sum"), "numerator 與 numerator_sum 只能擇一：前者計數，後者加總；請刪去其一"


def check_rows_asked(checker: NameChecker, visit: Visit, part: c.AnyRow | c.DecisiveRow) -> Iterator[Problem]:
    """That there are several rows to ask, and that one of them decides."""
    key = "any_row" if isinstance(part, c.AnyRow) else "decisive_row"
    scope = checker.find_scope(visit.footing)
    if scope is None:
        return
    if not scope.has_rows:
        yield visit.trail, f"「{key}」只能用在以 each 歸併的對象；請直接寫條件，或加上 each"
    elif key == "decisive_row" and not scope.decides:
        yield visit.trail, "「decisive_row」要先知道以哪一列為準；請補上 decisive（latest: 日期欄位）"


def check_reasons(checker: NameChecker, visit: Visit, table: p.ReasonTable) -> Iterator[Problem]:
    """That one row decides the reason, that there are reasons, and that no word means two of them."""
    subject = checker.find_scope(visit.footing)
    if subject is None or visit.footing is None:
        return
    if subject.has_rows and not subject.decides:
        yield visit.trail, "一人有數列時，要先知道原因以哪一列為準；請補上 decisive（latest: 日期欄位）"
    kind = checker.registers[visit.footing.register].find_column(table.column)
    if not table.reasons and kind is not None and kind.type in WORDS - CATEGORIES:
        yield visit.trail, f"「{table.column}」不是類別欄位，沒有可當作原因的值；請在 reasons 列出原因"
    values = checker.find_values(visit.footing, table.column)
    for name, others in table.reasons.items() if values else ():
        unknown = [word for word in others or (name,) if word not in values]
        yield from (((*visit.trail, "reasons", name), say_unknown("類別值", word, values)) for word in unknown)
    words = Counter(word for name, others in table.reasons.items() for word in {name, *others})
    for word, count in words.items():
        if count > 1:
            yield (*visit.trail, "reasons"), f"「{word}」列在兩個原因之下，無法分辨；請刪去其一"


def _find_repeated(names: tuple[str, ...], trail: Trail) -> Iterator[Problem]:
    for number, name in enumerate(names):
        if name in names[:number]:
            yield (*trail, number), f"欄位「{name}」列了兩次；請刪去其一"
