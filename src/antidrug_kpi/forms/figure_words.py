"""Figures and statuses as the Chinese words that forms, screen and report print."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from antidrug_kpi.measures.results import MeasureResult, Number, Progress, Status, Stratum, WaterfallStep
from antidrug_kpi.measures.rounding import round_half_up, show_target, show_value, show_whole
from antidrug_kpi.plans.prose.sentences import COMPARATOR_WORDS
from antidrug_kpi.plans.statuses import STATUS_WORDS

HIDDEN = "＊"
"""What stands where a number is hidden from the public: nothing that could be read as zero or as missing."""
BOX, TICKED = "☐", "☑"
COUNT_HEADERS = ("讀入", "採計", "剔退", "略過", "警告")
"""The headers above `InputSummary.counts`."""


def say_number(number: Number) -> str:
    """A count or a sum with thousands separators."""
    if isinstance(number, Fraction):
        return f"{round_half_up(number):,}"
    return f"{number:,}" if isinstance(number, int) else f"{number.normalize():,f}"


def say_step(step: WaterfallStep) -> str:
    """The count of a step of the waterfall, as a terminal prints it."""
    return say_number(step.count) if isinstance(step.count, Fraction) else f"{step.count:,}"


def add_unit(number: str, unit: str) -> str:
    """A number with its unit: 66.67%, 3 場."""
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def say_value(result: MeasureResult) -> str:
    """The value with its unit, or the status where there is none."""
    if result.is_hidden:
        return HIDDEN
    if result.value is None:
        return STATUS_WORDS[result.status]
    return add_unit(show_whole(result.value, is_count=result.is_count), result.unit)


def say_fraction(result: MeasureResult) -> str:
    """Numerator and denominator alone, 66／99; the numerator of a count; empty where there is neither."""
    if result.is_hidden:
        return HIDDEN
    shown = (say_number(number) for number in (result.numerator, result.denominator) if number is not None)
    return "／".join(shown)


def say_target(result: MeasureResult) -> str:
    """The target with its comparator and unit, empty where there is none."""
    if result.target is None or result.comparator is None:
        return ""
    return add_unit(f"{COMPARATOR_WORDS[result.comparator]} {show_target(result)}", result.unit)


def say_figures(result: MeasureResult) -> str:
    """Numerator over denominator and the value: 分子 66 人次／分母 99 人次＝66.67%."""
    if result.is_hidden:
        return f"分子、分母及數值 {HIDDEN}"
    if result.value is None and result.status is not Status.MISSED:
        return STATUS_WORDS[result.status]
    if result.parts and result.numerator is None:
        texts = result.part_texts or {}
        known = {texts.get(name, name): part for name, part in result.parts.items() if part is not None}
        parts = "、".join(f"{name} {say_number(part)}" for name, part in known.items())
        return f"{parts}；差 {say_value(result)}"
    if result.numerator is None or result.denominator is None:
        return f"計 {say_number(result.numerator or 0)} {result.unit}"
    top = f"分子 {say_number(result.numerator)} {result.numerator_subject}".rstrip()
    bottom = f"分母 {say_number(result.denominator)} {result.subject}".rstrip()
    # A target can be missed without a value, where nothing was held that a share could be taken of.
    return f"{top}／{bottom}" if result.value is None else f"{top}／{bottom}＝{say_value(result)}"


def say_attainment(result: MeasureResult) -> str:
    """達成率 with its percentage; 達成 or 未達成 where it is not defined; empty without a target."""
    share = say_share(result)
    if result.attainment is not None:
        return f"達成率 {show_value(result.attainment)}%（{STATUS_WORDS[result.status]}）{share}"
    return f"{STATUS_WORDS[result.status]}{share}" if result.status in {Status.MET, Status.MISSED} else ""


def say_share(result: MeasureResult) -> str:
    """That 未達成 is about the year's whole target, where the progress, held against the part of it that has passed, is not
    落後: （全年目標；期中以 6/12 計）. Empty anywhere else.
    """
    is_behind = result.progress is None or result.progress is Progress.BEHIND
    if result.status is not Status.MISSED or result.elapsed is None or is_behind:
        return ""
    return f"（全年目標；期中以 {result.elapsed * 12}/12 計）"


def say_excluded(result: MeasureResult) -> str:
    """The exclusions by reason, and how many subjects there were before: 排除 死亡 4 人次（原有 103 人次）; empty where none."""
    if not result.excluded:
        return ""
    counts = "、".join(
        f"{exclusion.reason} {HIDDEN if exclusion.count is None else exclusion.count} {result.subject}".rstrip()
        for exclusion in result.excluded
    )
    return f"排除 {counts}（原有 {result.subjects:,} {result.subject}）" if result.subjects is not None else f"排除 {counts}"


def say_shortfall(result: MeasureResult) -> str:
    """How much is lacking to the target; empty where nothing is."""
    if not result.shortfall:
        return ""
    verb = {"<=": "尚須減少", "=": "相差"}.get(result.comparator or "", "尚差")
    return f"{verb} {result.shortfall:,} {result.numerator_subject}".rstrip()


def say_rejected(result: MeasureResult) -> str:
    """How many rows were rejected; empty where none were."""
    return f"剔退 {result.rejected} 列" if result.rejected else ""


def say_stratum(stratum: Stratum, unit: str) -> tuple[str, str, str]:
    """Numerator, denominator and value of a stratum, the value with its unit."""
    if stratum.numerator is None:
        return HIDDEN, HIDDEN, HIDDEN
    denominator = "" if stratum.denominator is None else say_number(stratum.denominator)
    value = STATUS_WORDS[Status.NOT_APPLICABLE] if stratum.value is None else add_unit(show_value(stratum.value), unit)
    return say_number(stratum.numerator), denominator, value


def say_publishing(largest: int | None) -> tuple[str, ...]:
    """A sentence on what the mark means, where counts up to `largest` are hidden from the public."""
    if largest is None:
        return ()
    rule = f"分子、分母或其差為 1 至 {largest} 者，以及會使其被推算者，不列數字"
    return (f"{HIDDEN}：為保護個人，{rule}（不是 0，也不是沒有資料）",)


def say_result(result: MeasureResult) -> str:
    """The measure in one line, as the form's cell holds it that is handed in."""
    return _join(say(result) for say in (say_figures, say_attainment, say_excluded))


def say_annotated(result: MeasureResult) -> str:
    """Everything of a measure in one line: also what is lacking, what was rejected, and where the figures come from."""
    source = "（數字取自填報數據）" if result.source == "figures" else ""
    return _join((say_result(result), say_shortfall(result), say_rejected(result))) + source


def _join(texts: Iterable[str]) -> str:
    return "；".join(text for text in texts if text)


def say_progress_boxes(progress: Progress | None) -> tuple[str, ...]:
    """The three boxes of 自評進度, one ticked, or none."""
    return tuple(f"{TICKED if choice is progress else BOX}{choice.value}" for choice in Progress)
