"""Results as .csv for a spreadsheet, and as a Markdown table for a document."""

from __future__ import annotations

import csv
import io

from antidrug_kpi.forms.safety import neutralise
from antidrug_kpi.forms.words import STATUS_WORDS, say_excluded, say_shortfall, say_target, say_value
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.measures.rounding import show_value

HEADERS = (
    "指標",
    "衡量項目",
    "名稱",
    "分子",
    "分母",
    "數值",
    "單位",
    "目標",
    "狀態",
    "達成率(%)",
    "自評進度",
    "尚差",
    "排除",
    "剔退列數",
    "來源",
    "說明",
)
SOURCE_WORDS = {"register": "清冊", "figures": "填報數據"}


def write_csv(result: OfficeResult, *, show_ids: bool = False) -> str:
    """A row per measure under Chinese headers, and one per stratum; the mark at the start lets Excel read it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*HEADERS, *([result.by] if result.by else [])])
    for measure in result.measures:
        total = _list_cells(measure)
        writer.writerow([neutralise(cell) for cell in [*total, *(["全部"] if result.by else [])]])
        for stratum in measure.strata:
            value = "" if stratum.value is None else show_value(stratum.value)
            denominator = "" if stratum.denominator is None else str(stratum.denominator)
            figures = [str(stratum.numerator), denominator, value]
            cells = [*total[:3], *figures, measure.unit, *[""] * (len(HEADERS) - 7), stratum.show_key(show_ids)]
            writer.writerow([neutralise(cell) for cell in cells])
    return "\ufeff" + text.getvalue()


def write_markdown(result: OfficeResult) -> str:
    """A table with a row per measure, and below it what each measure excludes, lacks and notes."""
    headers = ("衡量項目", "名稱", "分子／分母", "數值", "目標", "狀態", "達成率", "自評進度", "剔退")
    lines = [f"| {' | '.join(headers)} |", f"|{'---|' * len(headers)}"]
    for measure in result.measures:
        shown = ("" if number is None else str(number) for number in (measure.numerator, measure.denominator))
        fraction = "／".join(text for text in shown if text)
        attainment = "" if measure.attainment is None else f"{show_value(measure.attainment)}%"
        progress = measure.progress.value if measure.progress else ""
        cells = (
            measure.id,
            measure.title,
            fraction,
            say_value(measure),
            say_target(measure),
            STATUS_WORDS[measure.status],
        )
        row = (*cells, attainment, progress, str(measure.rejected))
        escaped = (cell.replace("|", "\\|") for cell in row)
        lines.append(f"| {' | '.join(escaped)} |")
    for measure in result.measures:
        told = [say_excluded(measure), say_shortfall(measure), *measure.told]
        told += ["數字取自填報數據"] if measure.source == "figures" else []
        remarks = [text.replace("\n", " ") for text in told if text]
        lines += [f"\n**{measure.id}**：{'；'.join(remarks)}"] if remarks else []
    return "\n".join(lines) + "\n"


def _list_cells(measure: MeasureResult) -> list[str]:
    return [
        measure.indicator,
        measure.id,
        measure.title,
        "" if measure.numerator is None else str(measure.numerator),
        "" if measure.denominator is None else str(measure.denominator),
        "" if measure.value is None else show_value(measure.value),
        measure.unit,
        say_target(measure),
        STATUS_WORDS[measure.status],
        "" if measure.attainment is None else show_value(measure.attainment),
        measure.progress.value if measure.progress else "",
        "" if measure.shortfall is None else str(measure.shortfall),
        say_excluded(measure).removeprefix("排除 "),
        str(measure.rejected),
        SOURCE_WORDS.get(measure.source or "", ""),
        "；".join(measure.told),
    ]
