"""Whether what derivations name is there and fits, and whether what they are called can be told from all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.checking.condition_checks import ConditionChecker
from antidrug_kpi.plans.checking.scopes import CATEGORIES, DATES, NUMBERS, WORDS, Scope, Types
from antidrug_kpi.plans.conditions import Related
from antidrug_kpi.plans.derived import RESERVED_NAMES, find_derived_types
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

# Fields that name one column of the subject itself.
OWN_COLUMNS: Mapping[type[Part], Mapping[str, Types]] = {
    p.DaysBetween: {"days_from": DATES, "to": DATES},
    p.PlusMonths: {"date": DATES},
    p.Scaled: {"scaled": NUMBERS},
    p.Tally: {"on": WORDS},
}


class DerivationChecker(ConditionChecker):
    """Walks the derivations of a population; what a nested population names is for the one who walks populations."""

    def check_names(self, derivations: Sequence[p.Derivation], rows: Scope, trail: Trail) -> Iterator[Problem]:
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
            if isinstance(part, p.Tally | p.ServiceUnits | p.RecurringSpans) and len(find_derived_types([part])) < 2:
                yield (*trail, number), "兩個衍生欄位同名，後者會蓋過前者；請改名"

    def check_derivation(
        self, part: p.Derivation, own: Scope, rows: Scope, each: Sequence[str], trail: Trail
    ) -> Iterator[Problem]:
        """What one derivation names: `own` is what a subject has when it is its turn, `rows` what the subject's rows have."""
        for field, wanted in OWN_COLUMNS.get(type(part), {}).items():
            yield from own.need(getattr(part, field), wanted, (*trail, field))
        match part:
            case p.Earliest():
                yield from rows.need(part.earliest, DATES, (*trail, "earliest"))
            case p.CountRelated():
                yield from self.check_related(part.count, own, (*trail, "count"))
            case p.ServiceUnits():
                yield from self._check_service(part.service_units, own, rows, each, (*trail, "service_units"))
            case p.RecurringSpans():
                yield from self._check_spans(part.spans, own, (*trail, "spans"))
            case p.Total():
                both = rows.extend(own.types)
                for key in ("total", "less"):
                    for number, name in enumerate(getattr(part, key)):
                        yield from both.need(name, NUMBERS, (*trail, key, number))
            case p.RelatedSum():
                yield from self.check_rows(part.sum_related, part.sum_related.on, own, (*trail, "sum_related"))
                yield from self._need_related(part.sum_related.register_, part.of, NUMBERS, (*trail, "of"))
            case p.Quotas():
                yield from self._check_quotas(part.quotas, own, (*trail, "quotas"))

    def _need_related(self, register: str, name: str, wanted: Types, trail: Trail) -> Iterator[Problem]:
        if register in self.registers:
            yield from self.make_scope(register).need(name, wanted, trail)

    def _check_service(
        self, terms: p.ServiceTerms, own: Scope, rows: Scope, each: Sequence[str], trail: Trail
    ) -> Iterator[Problem]:
        for key in ("opened", "closed"):
            yield from rows.need(getattr(terms, key), DATES, (*trail, key))
        yield from self.need_window(terms.window, (*trail, "window"))
        yield from rows.need(terms.level, CATEGORIES, (*trail, "level"))
        levels = rows.values.get(terms.level, ())
        if levels:
            unknown = [name for name in terms.owed_a_unit if name not in levels]
            yield from (((*trail, "owed_a_unit", name), say_unknown("類別值", name, levels)) for name in unknown)
            lacking = "、".join(f"「{name}」" for name in levels if name not in terms.owed_a_unit)
            if lacking:
                yield (*trail, "owed_a_unit"), f"「{terms.level}」的{lacking}沒有應辦次數；請補上，不須辦理者寫 0"
        if own.has_rows and not own.decides:
            yield (*trail, "level"), "一人有數列時，要先知道「level」以哪一列為準；請補上 decisive（latest: 日期欄位）"
        yield from self._check_contacts(terms, own, each, trail)

    def _check_contacts(self, terms: p.ServiceTerms, own: Scope, each: Sequence[str], trail: Trail) -> Iterator[Problem]:
        contacts: Related = terms.contacts
        problems = list(self.check_related(contacts, own, (*trail, "contacts")))
        yield from problems
        if not problems and tuple(each) != (contacts.on,):
            yield (
                (*trail, "contacts", "on"),
                f"一次追輔只能算給一個對象；each 應恰為 [{contacts.on}]，使每個「{contacts.on}」是一個對象",
            )
        yield from self._need_related(contacts.register_, terms.contact_date, DATES, (*trail, "contact_date"))

    def _check_spans(self, terms: p.SpanTerms, own: Scope, trail: Trail) -> Iterator[Problem]:
        yield from own.need(terms.start, DATES, (*trail, "start"))
        yield from self.need_window(terms.due_in, (*trail, "due_in"))
        if terms.not_before is not None:
            yield from self.need_window(terms.not_before, (*trail, "not_before"))
        yield from self.check_related(terms.by, own, (*trail, "by"))
        yield from self._need_related(terms.by.register_, terms.by_date, DATES, (*trail, "by_date"))

    def _check_quotas(self, terms: p.QuotaTerms, own: Scope, trail: Trail) -> Iterator[Problem]:
        yield from self.check_related(terms.rows, own, (*trail, "rows"))
        if terms.rows.register_ not in self.registers:
            return
        other = self.make_scope(terms.rows.register_)
        yield from other.need(terms.by, WORDS, (*trail, "by"))
        yield from other.need(terms.of, NUMBERS, (*trail, "of"))
        known = other.values.get(terms.by)
        if known is not None:
            unknown = [name for name in terms.at_least if name not in known]
            yield from (((*trail, "at_least", name), say_unknown("類別值", name, known)) for name in unknown)
