"""Whether what conditions name is there and fits: columns and their types, values, windows, related rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.checking.scopes import ANY, COUNTS, DATES, NUMBERS, TEXTS, WORDS, YEARS, Scope, Types, view_register
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

TYPES_OF: Mapping[type[Part], Types] = {
    c.Is: WORDS,
    c.In: WORDS,
    c.Says: TEXTS,
    c.Happened: DATES,
    c.Within: DATES,
    c.NotAfter: DATES,
    c.InYear: YEARS,
    c.AtLeast: NUMBERS,
    c.AtMost: NUMBERS,
    c.MoreThan: NUMBERS,
    c.LessThan: NUMBERS,
    c.Equals: NUMBERS,
}


class ConditionChecker:
    """Walks the conditions of a plan; every problem comes with the trail of its part."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.registers = {register.id: register for register in plan.registers}

    def make_scope(self, register_id: str) -> Scope:
        """What a condition on the register's rows may name."""
        return view_register(self.registers[register_id])

    def need_window(self, name: str, trail: Trail) -> Iterator[Problem]:
        """A name that is no window of the plan."""
        if name not in self.plan.windows:
            yield trail, say_unknown("期間", name, self.plan.windows)

    def check_condition(self, node: c.Condition, scope: Scope, trail: Trail) -> Iterator[Problem]:
        """Everything that a condition and those within it name, and tests that do not fit their column's type."""
        match node:
            case c.All() | c.AnyOf():
                key = "all" if isinstance(node, c.All) else "any"
                for number, child in enumerate(getattr(node, key)):
                    yield from self.check_condition(child, scope, (*trail, key, number))
            case c.Not():
                yield from self.check_condition(node.not_, scope, (*trail, "not"))
            case c.AnyRow() | c.DecisiveRow():
                yield from self._check_rows_asked(node, scope, trail)
            case c.Exists():
                yield from self.check_related(node.exists, scope, (*trail, "exists"))
            case c.OpenIn():
                for key in ("opened", "closed"):
                    yield from scope.need(getattr(node.open_in, key), DATES, (*trail, "open_in", key))
                yield from self.need_window(node.open_in.window, (*trail, "open_in", "window"))
            case c.Share():
                for key in ("of", "over"):
                    yield from scope.need(getattr(node.share, key), COUNTS, (*trail, "share", key))
            case _:
                yield from self._check_test(node, scope, trail)

    def _check_rows_asked(self, node: c.AnyRow | c.DecisiveRow, scope: Scope, trail: Trail) -> Iterator[Problem]:
        key = "any_row" if isinstance(node, c.AnyRow) else "decisive_row"
        if not scope.has_rows:
            yield trail, f"「{key}」只能用在以 each 歸併的對象；請直接寫條件，或加上 each"
        elif key == "decisive_row" and not scope.decides:
            yield trail, "「decisive_row」要先知道以哪一列為準；請補上 decisive（latest: 日期欄位）"
        yield from self.check_condition(getattr(node, key), self.make_scope(scope.register), (*trail, key))

    def _check_test(self, node: c.ColumnTest, scope: Scope, trail: Trail) -> Iterator[Problem]:
        names = [value.column for _, value in node if isinstance(value, c.ColumnRef)]
        for name in [node.column, *names]:
            if name not in scope.types:
                yield (*trail, "column"), scope.say_lacking("欄位", name, scope.types)
            elif scope.types[name] not in TYPES_OF.get(type(node), ANY):
                yield (
                    (*trail, "column"),
                    f"欄位「{name}」的型別是 {scope.types[name]}，不能用這個判斷；請換一個判斷或欄位",
                )
        if isinstance(node, c.Within):
            yield from self.need_window(node.within, (*trail, "within"))
        wanted = (node.is_,) if isinstance(node, c.Is) else node.in_ if isinstance(node, c.In) else ()
        allowed = scope.values.get(node.column) if isinstance(node, c.Is | c.In) else None
        if allowed is not None:
            yield from ((trail, say_unknown("類別值", value, allowed)) for value in wanted if value not in allowed)

    def check_related(self, related: c.Related, scope: Scope, trail: Trail) -> Iterator[Problem]:
        """Everything that related rows name, on their own side and on that of `scope`."""
        yield from self.check_rows(related, related.on, scope, trail)
        if related.register_ in self.registers:
            other = self.make_scope(related.register_)
            for number, name in enumerate(related.reads):
                yield from other.need(name, ANY, (*trail, "reads", number))

    def check_rows(self, related: c.Rows, on: str | None, scope: Scope, trail: Trail) -> Iterator[Problem]:
        """Rows of another register: that there is one, that both sides can be told apart by `on`, and the condition."""
        if related.register_ not in self.registers:
            yield (*trail, "register"), say_unknown("清冊", related.register_, self.registers)
            return
        other = self.make_scope(related.register_)
        if on is not None:
            problems = [*scope.need(on, WORDS, (*trail, "on")), *other.need(on, WORDS, (*trail, "on"))]
            yield from problems[:1]
        if related.where is not None:
            yield from self.check_condition(related.where, other, (*trail, "where"))
