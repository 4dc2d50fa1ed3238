"""The checkup on a terminal or in a pipe: issues of one kind in one column are one line, unless all are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from antidrug_kpi.forms.check.checkup import (
    Checkup,
    Finding,
    FoundRegister,
    join_repeated,
    say_indicators,
    say_level_counts,
    say_missing,
    say_summary,
)
from antidrug_kpi.forms.duties.tie_out_rows import BRIEF_HEADERS, TITLE, list_tie_out_rows, say_tie_outs, shorten_rows
from antidrug_kpi.forms.figure_words import COUNT_HEADERS
from antidrug_kpi.forms.repeated_issues import say_repeated
from antidrug_kpi.forms.screen.fitting_columns import Fitting, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import fit_columns
from antidrug_kpi.forms.terminal import is_piped, make_text, print_piped_rows
from antidrug_kpi.issues import Level, escape_controls
from antidrug_kpi.registers.redaction import Redaction

LEVEL_COLOURS = {
    Level.FILE: "bold red",
    Level.FAULT: "red",
    Level.QUESTION: "magenta",
    Level.WARNING: "yellow",
    Level.NOTE: "dim",
}
_SEEN_BY = "--format json"
_FOUND = Fitting(("依據", "工作表", "略過", "警告", "採計"), frozenset({"清冊", "檔案", "工作表"}), _SEEN_BY)
_MISSING = Fitting((), frozenset({"清冊", "欄位", "影響指標"}), _SEEN_BY)
_TIE_OUTS = Fitting(("左邊的列", "編號", "差", "請確認"), frozenset({"勾稽", "對象", "左邊的列", "請確認"}), _SEEN_BY)


def print_checkup(console: Console, checkup: Checkup, *, show_ids: bool = False, is_all: bool = False) -> None:
    """The summary, the registers found, what is missing and what it costs, then every issue by register.

    Issues of one kind in one column are one line, unless all are asked for: a copied file once gave 29,381 of them.
    """
    console.print(Text(say_summary(checkup), style="bold"))
    if checkup.found:
        _print_found(console, checkup.found, checkup.choose_redaction(show_ids))
    if checkup.missing:
        _print_missing(console, checkup)
    redaction = checkup.choose_redaction(show_ids)
    for measure in checkup.without_data:
        _print_line(console, f"無法計算：{measure.indicator} {measure.id}　{redaction.redact('；'.join(measure.notes))}")
    folded = 0
    for group in checkup.groups:
        console.print()
        console.print(Text(f"{group.title}（{_count_levels(group.findings)}）", style="bold"))
        for repeated in join_repeated(group.findings):
            if len(repeated) > 1 and not is_all:
                folded += len(repeated)
                _print_line(console, _format_repeated(repeated, redaction, show_ids), LEVEL_COLOURS[repeated[0].issue.level])
                continue
            for finding in repeated:
                _print_line(console, _format_finding(finding, redaction, show_ids), LEVEL_COLOURS[finding.issue.level])
    if checkup.tie_outs:
        _print_tie_outs(console, checkup, redaction, show_ids)
    console.print()
    _print_line(console, f"共計：{say_level_counts(checkup)}")
    if folded:
        _print_line(console, f"其中 {folded:,} 項已合併顯示；加 --all 逐一列出，或以 -o 檢核結果.xlsx 寫成標示儲存格的活頁簿")


def _print_found(console: Console, founds: Sequence[FoundRegister], redaction: Redaction) -> None:
    rows = []
    for found in founds:
        summary = found.summary
        sheets = "、".join(source.sheet for source in found.sources if source.sheet is not None)
        matches = "、".join(dict.fromkeys(source.match.value for source in found.sources))
        texts = (summary.title, summary.file, sheets, matches, *(f"{count:,}" for count in summary.counts))
        rows.append(tuple(map(redaction.redact, texts)))
    _print_rows(console, "讀到的清冊", ("清冊", "檔案", "工作表", "依據", *COUNT_HEADERS), rows, _FOUND, frozenset(COUNT_HEADERS))


def _print_missing(console: Console, checkup: Checkup) -> None:
    rows = [(missing.title, missing.column_text, say_missing(missing)) for missing in checkup.missing]
    _print_rows(console, "缺少的清冊或欄位", ("清冊", "欄位", "影響指標"), rows, _MISSING)


def _print_tie_outs(console: Console, checkup: Checkup, redaction: Redaction, show_ids: bool) -> None:
    console.print()
    rows = shorten_rows(list_tie_out_rows(checkup.tie_outs, redaction, show_ids=show_ids))
    _print_rows(console, TITLE, BRIEF_HEADERS, list(rows), _TIE_OUTS, frozenset({"兩邊", "差"}))
    _print_line(console, say_tie_outs(checkup.tie_outs))


def _print_rows(
    console: Console,
    title: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    fitting: Fitting,
    numbers: frozenset[str] = frozenset(),
) -> None:
    """A table under its title, of as many columns as there is room for; those of numbers on the right and whole."""
    if is_piped(console):
        _print_line(console, title)
        print_piped_rows(console, headers, rows)
        return
    kept = fit_columns(console, headers, rows, fitting)
    table = Table(title=title, title_justify="left", pad_edge=False)
    for header in (headers[at] for at in kept):
        is_number = header in numbers
        table.add_column(header, justify="right" if is_number else "left", no_wrap=is_number, overflow="fold")
    for row in rows:
        table.add_row(*(make_text(row[at]) for at in kept))
    console.print(table)
    say_hidden_columns(console, [header for at, header in enumerate(headers) if at not in kept], fitting)


def _count_levels(findings: Sequence[Finding]) -> str:
    counts = {level: sum(finding.issue.level is level for finding in findings) for level in Level}
    return "、".join(f"{level.value} {count:,} 項" for level, count in counts.items() if count)


def _format_finding(finding: Finding, redaction: Redaction, show_ids: bool) -> str:
    issue = redaction.redact_issue(finding.issue)
    return f"［{issue.level.value}］{issue.address}：{issue.write_message(show_ids)}{_add_indicators(finding)}"


def _add_indicators(finding: Finding) -> str:
    text = say_indicators(finding)
    return f"（{text}）" if text else ""


def _format_repeated(findings: Sequence[Finding], redaction: Redaction, show_ids: bool) -> str:
    """The first of many findings, the rows of the first few, and how many there are."""
    line = say_repeated([finding.issue for finding in findings], show_ids=show_ids, redaction=redaction)
    return f"［{findings[0].issue.level.value}］{line}{_add_indicators(findings[0])}"


def _print_line(console: Console, line: str, style: str = "") -> None:
    """A line that is coloured on a terminal, and as it stands where it is piped, so that an address can be searched for."""
    if console.is_terminal:
        console.print(make_text(line, style))
    else:
        console.file.write(f"{escape_controls(line)}\n")
