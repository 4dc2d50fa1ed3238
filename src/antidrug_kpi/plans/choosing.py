"""A plan as the alternative readings that somebody chose restate it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.errors import UsageError, find_closest, name_closest
from antidrug_kpi.plans.alternatives import Alternative
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.typed_names import fold_name, strip_name
from antidrug_kpi.printable import quote_briefly


def choose_readings(plan: Plan, names: Sequence[str]) -> Plan:
    """The plan under the readings that are named like `4.2=elapsed`; the same plan where none is.

    Raises UsageError for a name that leads nowhere, with the nearest, and for two readings that contradict each other.
    """
    if not names:
        return plan
    chosen = [_find_alternative(plan, name) for name in names]
    indicators = tuple(
        _put_in_force(indicator, [found for owner, found in chosen if owner is indicator]) for indicator in plan.indicators
    )
    readings: dict[str, tuple[str, ...]] = {}
    for _, alternative in list_alternatives(plan):
        if any(alternative is found for _, found in chosen):
            readings[alternative.of] = (*readings.get(alternative.of, ()), alternative.id)
    return plan.model_copy(update={"indicators": indicators, "chosen": readings})


def list_alternatives(plan: Plan) -> Iterator[tuple[Indicator, Alternative]]:
    """Every alternative reading with its indicator, in the plan's order."""
    yield from ((indicator, alternative) for indicator in plan.indicators for alternative in indicator.alternatives)


def name_reading(alternative: Alternative) -> str:
    """The name by which a user chooses it."""
    return f"{alternative.of}={alternative.id}"


def _find_alternative(plan: Plan, name: str) -> tuple[Indicator, Alternative]:
    owner, sign, reading = name.partition("=") if "=" in name else name.partition("＝")
    wanted = f"{strip_name(owner)}{sign and '='}{fold_name(reading)}"
    for indicator, alternative in list_alternatives(plan):
        owners = (alternative.of, indicator.label) if alternative.of == indicator.id else (alternative.of,)
        if wanted in {f"{strip_name(owner)}={fold_name(alternative.id)}" for owner in owners}:
            return indicator, alternative
    raise UsageError(f"--reading「{quote_briefly(name)}」{_say_unknown(plan, wanted)}")


def _say_unknown(plan: Plan, wanted: str) -> str:
    known = [name_reading(alternative) for _, alternative in list_alternatives(plan)]
    if not known:
        return f"沒有作用：計畫 {plan.id} 沒有其他判讀；請拿掉 --reading"
    owner, is_paired, _ = wanted.partition("=")
    if not is_paired:
        return f"應為「項目=判讀」，例如 {known[0]}；請改正"
    own = [name for name in known if name.startswith(f"{owner}=")]
    if own:
        return f"不是 {owner} 的判讀{name_closest(wanted, own, cutoff=0.0)}；可用：{'、'.join(own)}"
    near = find_closest(wanted, known, cutoff=0.0) or known[0]
    return f"不是計畫 {plan.id} 的判讀，最接近的是「{near}」；請以 antidrug-kpi show {near.partition('=')[0]} 查看其他判讀"


def _put_in_force(indicator: Indicator, chosen: Sequence[Alternative]) -> Indicator:
    if not chosen:
        return indicator
    for alternative in chosen:
        against = next((other for other in chosen if _contradict(alternative, other)), None)
        if against is not None:
            names = f"{name_reading(alternative)} 與 {name_reading(against)}"
            raise UsageError(f"--reading：{names} 互相矛盾，不能同時選用；請只留其一")
    wanted = {alternative.id for alternative in chosen}
    return indicator.model_copy(
        update={"measures": tuple(_find_prepared(indicator, measure, wanted) for measure in indicator.measures)}
    )


def _contradict(one: Alternative, other: Alternative) -> bool:
    return one.id in other.excludes or other.id in one.excludes


def _find_prepared(indicator: Indicator, measure: Measure, wanted: set[str]) -> Measure:
    """The measure under those of the wanted alternatives that restate it."""
    touching = tuple(
        alternative.id
        for alternative in indicator.alternatives
        if alternative.id in wanted and measure.id in alternative.measures
    )
    readings = {reading.alternatives: reading.measure for reading in indicator.readings if reading.measure.id == measure.id}
    return readings.get(touching, measure)
