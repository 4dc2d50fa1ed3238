"""What changed in meaning between two plans. Examples and citations are no part of the meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Any

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose import facts
from antidrug_kpi.plans.prose.alternative_lines import list_alternative_facts, list_restated
from antidrug_kpi.plans.prose.duty_facts import list_deadline_facts, list_item_facts
from antidrug_kpi.plans.prose.explain import Line
from antidrug_kpi.plans.prose.form_sentences import list_form_facts
from antidrug_kpi.plans.prose.paired_measures import pair_indicators, pair_measures
from antidrug_kpi.plans.register_specs import Register

EQUAL = "沒有差異"
SCHEMA = 1
# Parts of a spec that change no figure and no text that people read.
SILENT = frozenset({"citation", "examples"})


@dataclass(frozen=True)
class Change:
    """One thing that differs: about what (`subject` may be empty: the plan), under which label; none where a side has nothing."""

    subject: str
    label: str
    old: str | None
    new: str | None

    @property
    def heading(self) -> str:
        """Subject and label on one line."""
        return f"{self.subject}　{self.label}" if self.subject else self.label

    @property
    def lines(self) -> tuple[str, ...]:
        """What stood there and what stands there now."""
        if self.old is None:
            return (f"  新增：{self.new}",)
        if self.new is None:
            return (f"  刪去：{self.old}",)
        return f"  原：{self.old}", f"  新：{self.new}"


def find_changes(old: Plan, new: Plan) -> list[Change]:
    """Every change of meaning from one plan to the other, in the order of a plan's files."""
    # A window or register that changes its name would otherwise change every sentence that speaks of it.
    spoken = _borrow_names(new, old)
    return [
        *_compare_lines("", facts.list_plan_facts(old), facts.list_plan_facts(new)),
        *_compare_lines("", list_deadline_facts(old), list_deadline_facts(new)),
        *_compare_named(old, new),
        *_compare_registers(old, new, spoken),
        *_compare_indicators(old, new, spoken),
        *_compare_forms(old, new, spoken),
        *_compare_items(old, new, spoken),
    ]


def write_changes(old: Plan, new: Plan) -> str:
    """The changes as plain lines, one heading for the changes of one thing."""
    changes = find_changes(old, new)
    if not changes:
        return f"{old.id} 與 {new.id}：{EQUAL}\n"
    lines = [f"{old.id}（原）與 {new.id}（新）：{len(changes)} 處不同"]
    for heading, group in groupby(changes, lambda change: change.heading):
        lines += ["", heading, *(line for change in group for line in change.lines)]
    return "\n".join(lines) + "\n"


def write_changes_as_json(old: Plan, new: Plan) -> str:
    """The changes as JSON with a final line break."""
    return json.dumps(describe_changes(old, new), ensure_ascii=False, indent=2) + "\n"


def describe_changes(old: Plan, new: Plan) -> dict[str, Any]:
    """The changes as data: the two plans' ids, and a list of subject, label, old and new text."""
    return {
        "schema": SCHEMA,
        "old_plan": old.id,
        "new_plan": new.id,
        "changes": [asdict(change) for change in find_changes(old, new)],
    }


def _borrow_names(plan: Plan, other: Plan) -> Plan:
    """The plan with the names of the other's windows and registers, where both have them."""
    titles = {register.id: register.title for register in _list_registers(other)}
    registers, further = (
        tuple(register.model_copy(update={"title": titles.get(register.id, register.title)}) for register in of_plan)
        for of_plan in (plan.registers, plan.further_registers)
    )
    windows = {
        name: window.model_copy(update={"text": other.windows[name].text}) if name in other.windows else window
        for name, window in plan.windows.items()
    }
    return plan.model_copy(update={"registers": registers, "further_registers": further, "windows": windows})


def _compare_lines(subject: str, old: Iterable[Line], new: Iterable[Line]) -> Iterator[Change]:
    """Lines compared label by label; under one label a text that stands in another's place is paired with it."""
    old_lines, new_lines = list(old), list(new)
    for label in dict.fromkeys(label for label, _ in (*old_lines, *new_lines)):
        before, after = ([text for name, text in lines if name == label] for lines in (old_lines, new_lines))
        for kind, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind != "equal":
                yield from (Change(subject, label, *pair) for pair in zip_longest(before[i:j], after[k:n]))


def _compare_named(old: Plan, new: Plan) -> Iterator[Change]:
    """Windows and reports, by their names in the specs."""
    for name in dict.fromkeys([*old.windows, *new.windows]):
        window_was, window_now = old.windows.get(name), new.windows.get(name)
        if window_was is None or window_now is None:
            yield Change("", "期間", window_was.text if window_was else None, window_now.text if window_now else None)
        else:
            lines = facts.list_window_facts(window_was), facts.list_window_facts(window_now)
            yield from _compare_lines(f"期間「{window_was.text}」", *lines)
    for report in dict.fromkeys([*old.reports, *new.reports]):
        was, now = old.reports.get(report), new.reports.get(report)
        if was is None or now is None:
            yield Change("", "報告", was.text if was else None, now.text if now else None)
        else:
            yield from _compare_lines(f"{was.text}報告", facts.list_report_facts(was), facts.list_report_facts(now))


def _compare_registers(old: Plan, new: Plan, spoken: Plan) -> Iterator[Change]:
    before, after = ({register.id: register for register in _list_registers(plan)} for plan in (old, new))
    titles = [{register.id: register.title for register in _list_registers(plan)} for plan in (old, spoken)]
    texts = [{name: window.text for name, window in plan.windows.items()} for plan in (old, spoken)]
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            yield Change("", "清冊", was.title if was else None, now.title if now else None)
        else:
            lines = facts.list_register_facts(was, titles[0], texts[0]), facts.list_register_facts(now, titles[1], texts[1])
            yield from _compare_lines(f"清冊「{was.title}」", *lines)


def _list_registers(plan: Plan) -> tuple[Register, ...]:
    return (*plan.registers, *plan.further_registers)


def _compare_forms(old: Plan, new: Plan, spoken: Plan) -> Iterator[Change]:
    """Forms by the names that a user asks for them with."""
    before, after = ({form.id: form for form in plan.forms} for plan in (old, new))
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            yield Change("", "表單", name if was else None, name if now else None)
        else:
            yield from _compare_lines(f"表單「{name}」", list_form_facts(old, was), list_form_facts(spoken, now))


def _compare_items(old: Plan, new: Plan, spoken: Plan) -> Iterator[Change]:
    """Work items, statistics and tie-outs by their ids; where they read alike in words, by the keys in the specs."""
    before, after = list_item_facts(old), list_item_facts(spoken)
    parts = [_map_items(plan) for plan in (old, new)]
    for kind, name in dict.fromkeys([*before, *after]):
        was, now = before.get((kind, name)), after.get((kind, name))
        if was is None or now is None:
            yield Change("", kind, was[0][1] if was else None, now[0][1] if now else None)
            continue
        changes = list(_compare_lines(f"{kind} {name}", was, now))
        yield from changes
        if not changes:
            one, other = (dict(_iterate_leaves(part[kind, name].model_dump(mode="json", by_alias=True))) for part in parts)
            yield from _compare_keys(f"{kind} {name}", one, other)


def _map_items(plan: Plan) -> dict[tuple[str, str], Part]:
    return {
        **{("工作項目", item.id): item for item in plan.all_work_items},
        **{("統計", statistic.id): statistic for statistic in plan.all_statistics},
        **{("勾稽", tie_out.id): tie_out for tie_out in plan.tie_outs},
    }


def _compare_indicators(old: Plan, new: Plan, spoken: Plan) -> Iterator[Change]:
    pairs = pair_indicators(old.indicators, new.indicators)
    for was in old.indicators:
        now = pairs.get(was.id)
        if now is None:
            yield Change("", "指標", _say_indicator(was), None)
            continue
        yield from _compare_lines(was.label, facts.list_indicator_facts(old, was), facts.list_indicator_facts(new, now))
        yield from _compare_measures(old, spoken, was, now)
        yield from _compare_alternatives(old, spoken, was, now)
    known = {indicator.id for indicator in pairs.values()}
    yield from (Change("", "指標", None, _say_indicator(indicator)) for indicator in new.indicators if indicator.id not in known)


def _say_indicator(indicator: Indicator) -> str:
    return f"{indicator.label} {indicator.title}（目標值：{indicator.target_text}）"


def _compare_measures(old: Plan, spoken: Plan, indicator_was: Indicator, indicator_now: Indicator) -> Iterator[Change]:
    for was, now in pair_measures(indicator_was, indicator_now):
        if was is None or now is None:
            yield Change(indicator_was.label, "衡量項目", _say_measure(was) if was else None, _say_measure(now) if now else None)
            continue
        subject = f"{indicator_was.label} {was.id}"
        changes = list(_compare_lines(subject, facts.list_measure_facts(old, was), facts.list_measure_facts(spoken, now)))
        yield from changes or _compare_unsaid(subject, was, now)


def _compare_alternatives(old: Plan, spoken: Plan, one: Indicator, other: Indicator) -> Iterator[Change]:
    """The alternative readings, by their names; where they read alike in words, by the keys that each restates."""
    changes = list(_compare_lines(one.label, list_alternative_facts(old, one), list_alternative_facts(spoken, other)))
    yield from changes
    now = {alternative.id: alternative for alternative in other.alternatives}
    for alternative in one.alternatives if not changes else ():
        pairs = zip(list_restated(one, alternative), list_restated(other, now[alternative.id]), strict=True)
        for before, after in pairs:
            yield from _compare_keys(f"{one.label} {alternative.id}", _find_restated(*before), _find_restated(*after))


def _find_restated(default: Measure, restated: Measure) -> dict[str, str]:
    """The settings of a restated measure that are not the default ones, by their keys."""
    known = _list_settings(default)
    return {key: value for key, value in _list_settings(restated).items() if known.get(key) != value}


def _say_measure(measure: Measure) -> str:
    return f"{measure.id} {measure.title}"


def _compare_unsaid(subject: str, old: Measure, new: Measure) -> Iterator[Change]:
    """Settings that differ although the two measures read alike in words, by their keys in the spec."""
    yield from _compare_keys(subject, _list_settings(old), _list_settings(new))


def _list_settings(measure: Measure) -> dict[str, str]:
    return dict(_iterate_leaves(measure.model_dump(mode="json", exclude={"id"}, by_alias=True)))


def _compare_keys(subject: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield Change(subject, f"設定 {key}", before.get(key), after.get(key))


def _iterate_leaves(value: Any, trail: str = "") -> Iterator[tuple[str, str]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if parts is None:
        if value is not None:
            yield trail, str(value)
        return
    for key, part in parts:
        if key not in SILENT:
            yield from _iterate_leaves(part, f"{trail}.{key}" if trail else str(key))
