"""Whether every marked name of a part leads somewhere, and a column is of a type that will do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from antidrug_kpi.plans import markers as k
from antidrug_kpi.plans.checking.scopes import NameScope, view_register
from antidrug_kpi.plans.column_types import CATEGORIES
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.walking import Footing, Reference, Visit, list_names
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem


class NameChecker:
    """Knows what can be named anywhere in a plan; every problem comes with the trail of the name."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.registers = {register.id: register for register in (*plan.registers, *plan.further_registers)}
        self._scopes: dict[tuple[str, int, int, bool], NameScope] = {}

    def check_names(self, visit: Visit) -> Iterator[Problem]:
        """The names of one part that lead nowhere or do not fit: of a name that must be on two sides, one problem."""
        reported = set()
        for reference in list_names(visit):
            for problem in self._check(reference):
                if reference.trail not in reported:
                    reported.add(reference.trail)
                    yield problem

    def find_scope(self, footing: Footing | None) -> NameScope | None:
        """What may be named on this footing; none where it is a register that the plan does not have."""
        if footing is None or footing.register not in self.registers:
            return None
        key = (footing.register, id(footing.population), footing.derived, footing.has_rows)
        if key not in self._scopes:
            self._scopes[key] = self._make_scope(footing)
        return self._scopes[key]

    def find_values(self, footing: Footing, column: str) -> tuple[str, ...]:
        """The values that a column of the footing's register may have; empty where it lists none."""
        scope = self.find_scope(Footing(footing.register))
        return scope.values.get(column, ()) if scope is not None else ()

    def _make_scope(self, footing: Footing) -> NameScope:
        rows = view_register(self.registers[footing.register])
        population = footing.population
        if population is None:
            return rows
        subjects = rows.narrow(population.each, decides=population.decisive is not None) if population.each else rows
        subjects = subjects.extend(find_derived_types(population.derive[: footing.derived]))
        return replace(rows, types={**rows.types, **subjects.types}) if footing.has_rows else subjects

    def _check(self, reference: Reference) -> Iterator[Problem]:
        match reference.marker:
            case k.ColumnName():
                yield from self._check_column(reference, reference.marker)
            case k.CategoryValueOf():
                scope = self.find_scope(reference.footing)
                values = scope.values.get(getattr(reference.part, reference.marker.field)) if scope is not None else None
                yield from _find_unknown("類別值", reference, values)
            case k.WindowName():
                yield from _find_unknown("期間", reference, self.plan.windows)
            case k.RegisterId():
                yield from _find_unknown("清冊", reference, self.registers)
            case k.Jurisdiction():
                yield from _find_unknown("縣市", reference, self.plan.jurisdictions or None)
            case k.ReportKey():
                yield from _find_unknown("報告", reference, self.plan.reports)
            case k.GroupNumber():
                yield from _find_unknown("分組", reference, self.plan.groups)
            case k.BureauName():
                yield from _find_unknown("局處", reference, [bureau.name for bureau in self.plan.bureaus])

    def _check_column(self, reference: Reference, marker: k.ColumnName) -> Iterator[Problem]:
        scope = self.find_scope(reference.footing)
        name = reference.name
        if scope is None:
            return
        if isinstance(marker, k.OrderedColumn):
            yield from _find_unknown("類別欄位", reference, [name for name, kind in scope.types.items() if kind in CATEGORIES])
        elif not marker.misfit:
            yield from scope.need(name, marker.types, reference.trail)
        elif name not in scope.types:
            yield reference.trail, scope.say_lacking("欄位", name, scope.types)
        elif scope.types[name] not in marker.types:
            yield reference.trail, f"欄位「{name}」{marker.misfit.format(kind=scope.types[name])}"


def _find_unknown(what: str, reference: Reference, known: Collection[object] | None) -> Iterator[Problem]:
    """A name that is none of those known, where any are."""
    if known is not None and reference.name not in known:
        yield reference.trail, say_unknown(what, str(reference.name), known)
