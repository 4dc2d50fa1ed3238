"""Whether what derivations are called can be told from all else, and their parts go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s
from antidrug_kpi.plans.checking.names import NameChecker
from antidrug_kpi.plans.checking.scopes import NameScope
from antidrug_kpi.plans.column_types import COUNTS, NUMBERS
from antidrug_kpi.plans.derived import RESERVED_NAMES, find_derived_types
from antidrug_kpi.plans.reads.walking import Footing, Visit
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

SUMS = ("numerator_sum", "denominator_sum")


def check_derived_names(derivations: Sequence[p.Derivation], rows: NameScope, trail: Trail) -> Iterator[Problem]:
    """Derived names that hide a column of the register, one derived before, or what every table of subjects has."""
    seen: set[str] = set()
    for number, part in enumerate(derivations):
        for name in find_derived_types([part]):
            place = (*trail, number)
            if name in rows.types:
                yield place, f"衍生欄位「{name}」與清冊的欄位同名，會蓋過它；請改名"
            elif name in seen:
                yield place, f"衍生欄位「{name}」用了兩次；請改名"
            elif name in RESERVED_NAMES or name.startswith("@"):
                yield place, f"「{name}」是程式自用的名稱，不能作衍生欄位；請改名"
            seen.add(name)
        if len(find_derived_types([part])) < _count_names(part):
            yield (*trail, number), "兩個衍生欄位同名，後者會蓋過前者；請改名"


def _count_names(part: p.Derivation) -> int:
    """How many columns the derivation adds."""
    if isinstance(part, s.ServiceUnits) and part.days is not None:
        return 3
    return 2 if isinstance(part, p.Tally | s.ServiceUnits | p.RecurringSpans) else 1


def check_service(checker: NameChecker, visit: Visit, terms: s.ServiceTerms) -> Iterator[Problem]:
    """Levels that owe nobody knows what, levels of several rows, and contacts that would be counted for several subjects."""
    scope = checker.find_scope(visit.footing)
    if scope is None or visit.footing is None or visit.footing.population is None:
        return
    yield from _check_levels(checker.find_values(visit.footing, terms.level), visit, terms)
    if scope.has_rows and not scope.decides:
        place = (*visit.trail, "level")
        yield place, "一人有數列時，要先知道「level」以哪一列為準；請補上 decisive（latest: 日期欄位）"
    contacts = checker.find_scope(Footing(terms.contacts.register_))
    is_joined = contacts is not None and terms.contacts.on in contacts.types and terms.contacts.on in scope.types
    if is_joined and visit.footing.population.each != (terms.contacts.on,):
        yield (
            (*visit.trail, "contacts", "on"),
            f"一次追輔只能算給一個對象；each 應恰為 [{terms.contacts.on}]，使每個「{terms.contacts.on}」是一個對象",
        )


def _check_levels(levels: Sequence[str], visit: Visit, terms: s.ServiceTerms) -> Iterator[Problem]:
    """Levels of which nobody knows what they owe, and a kind of contacts without the units that owe one, or the other way."""
    lacking = "、".join(f"「{name}」" for name in levels if name not in terms.owed_a_unit)
    if lacking:
        yield (*visit.trail, "owed_a_unit"), f"「{terms.level}」的{lacking}沒有應辦次數；請補上，不須辦理者寫 0"
    if terms.of_kind is None:
        if terms.of_kind_every:
            yield (*visit.trail, "of_kind_every"), "沒有 of_kind，不知應辦何種；請補上條件，或刪去 of_kind_every"
        return
    lacking = "、".join(f"「{name}」" for name in levels if name not in terms.of_kind_every)
    if lacking:
        place = (*visit.trail, "of_kind_every" if terms.of_kind_every else "of_kind")
        yield place, f"「{terms.level}」的{lacking}不知每幾單位應有 of_kind 者一次；請在 of_kind_every 補上，不須者寫 0"


def check_spans(visit: Visit, terms: p.SpanTerms) -> Iterator[Problem]:
    """That a year holds whole spans where the calendar's are meant, and that rows within them have a date."""
    if (terms.by is None) != (terms.by_date is None):
        yield (*visit.trail, "by"), "by 與 by_date 應同時寫，或同時不寫"
    if terms.calendar and 12 % terms.months:
        yield (*visit.trail, "months"), "依曆年分期（calendar）時，一年應恰分為數期；months 請改為 1、2、3、4、6 或 12"


def check_tally(checker: NameChecker, visit: Visit, part: p.Tally) -> Iterator[Problem]:
    """The nested population: it is counted in whole numbers, and has a numerator."""
    inner = part.tally
    scope = checker.find_scope(Footing(inner.register_, inner, len(inner.derive), has_rows=True))
    if scope is None:
        return
    place = (*visit.trail, "tally")
    for field in SUMS:
        for number, name in enumerate(getattr(inner, field)):
            if scope.types.get(name) in NUMBERS:
                yield from scope.need(name, COUNTS, (*place, field, number))
    if inner.numerator is None and not inner.numerator_sum:
        yield place, f"tally 沒有 numerator，「{part.numerator}」永遠是 0；請補上 numerator 或 numerator_sum"
