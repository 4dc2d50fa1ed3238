"""Which year and which report a form is for, by what stands above its table: 「113 年度期末成果報告」, a worksheet's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi import roc
from antidrug_kpi.forms.into.form_grid import Grid
from antidrug_kpi.plans.windows import ReportName
from antidrug_kpi.registers.cells.squeezing import squeeze

# A title is short and no sentence; what else stands above a table may speak of any year.
_LONGEST_TITLE = 60
_LONGEST_LINE = 1_000  # with its blanks
_SENTENCE = re.compile("[。;]")
_TITLE_WORD = re.compile("報告|報表|計畫|指標|達成情形|附件|年度")
# A year alone, or the first day of its span; the day on which a form was filled in or amended is another year's.
_YEAR = re.compile(r"(?<!\d)(\d{2,4})(?:年度|年(?=1月(?:1日)?[至\-~]|1[\-~])|年(?!\d{1,2}月)|(?=期[中末]))")
_FIRST_YEAR, _LAST_YEAR = 60, 200


@dataclass(frozen=True)
class FormTime:
    """The ROC years and the reports that some lines name; empty sets where they name none."""

    years: frozenset[int] = frozenset()
    reports: frozenset[ReportName] = frozenset()

    def after(self, earlier: FormTime) -> FormTime:
        """This time, with years or reports taken from the lines above where these name none."""
        return FormTime(self.years or earlier.years, self.reports or earlier.reports)

    def say(self, names: Mapping[ReportName, Sequence[str]]) -> str:
        """In words: 112 年度期中."""
        years = "、".join(f"{year} 年度" for year in sorted(self.years))
        return years + "、".join(names[report][0] for report in names if report in self.reports)


@dataclass(frozen=True)
class WantedTime:
    """The year and report that were computed; `names` are the words of every report, its own name first."""

    year: int
    report: ReportName
    names: Mapping[ReportName, Sequence[str]]

    def is_other(self, time: FormTime) -> bool:
        """Whether a form names another year or report, and not this one."""
        is_other_year = bool(time.years) and self.year not in time.years
        return is_other_year or (bool(time.reports) and self.report not in time.reports)

    def say(self) -> str:
        """In words: 113 年度期末."""
        return f"{self.year} 年度{self.names[self.report][0]}"

    def read(self, lines: Iterable[str], *, are_titles: bool = False) -> FormTime:
        """What the lines name that are titles, or all of them where they are."""
        texts = [squeeze(line) for line in lines if len(line) <= _LONGEST_LINE]
        words = [word for report_words in self.names.values() for word in report_words]
        titles = [text for text in texts if are_titles or _is_title(text, words)]
        years = {year for text in titles for year in _list_years(text)}
        reports = {
            name for name, report_words in self.names.items() for text in titles if any(word in text for word in report_words)
        }
        return FormTime(frozenset(years), frozenset(reports))


def _is_title(text: str, words: Sequence[str]) -> bool:
    if not text or len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return False
    return _TITLE_WORD.search(text) is not None or any(word in text for word in words)


def _list_years(text: str) -> list[int]:
    numbers = (int(found[1]) for found in _YEAR.finditer(text))
    years = (roc.to_roc_year(number) if number > 1000 else number for number in numbers)
    return [year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR]


def read_grid_times(grids: Sequence[Grid], wanted: WantedTime) -> tuple[FormTime, ...]:
    """For each table what its title and the lines above it name, or those above the tables before."""
    times = []
    time = FormTime()
    for grid in grids:
        named = wanted.read([grid.title], are_titles=True).after(wanted.read(grid.captions))
        time = named if grid.title else named.after(time)
        times.append(time)
    return tuple(times)


def read_header_time(grid: Grid, header: int, above: FormTime, wanted: WantedTime) -> FormTime:
    """What the title right above a header names, in rows of one text each, or what stands above the table."""
    lines: list[str] = []
    for row in range(header - 1, -1, -1):
        texts = list(dict.fromkeys(text for text in grid.rows[row] if text.strip()))
        if len(texts) > 1:
            break
        lines += texts
    return wanted.read(lines).after(above)
