"""The draft of a mapping file (`antidrug-kpi map`): every proposal as lines that are commented out, everything else as remarks.

A remark begins with `##`, a proposal with `#`, so that remarks stay comments where an editor uncomments a whole block. A draft
with all its proposals uncommented is a mapping file without a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from antidrug_kpi.issues import escape_controls
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.finding.headers import normalise_name
from antidrug_kpi.registers.finding.likeness import Likeness
from antidrug_kpi.registers.finding.office_mapping import NOT_READ, is_like
from antidrug_kpi.registers.mapping.proposing import Proposal

_PLAIN = re.compile(r"\w+")
MOST_CANDIDATES = 8
# What spreadsheets call a sheet that nobody has named.
_NAMELESS = re.compile(r"(?:工作表|Sheet|Table)\s*\d*", re.IGNORECASE)


def write_draft(proposals: Sequence[Proposal], plan: Plan) -> str:
    """The text of the draft: the registers in the order of the plan, then sheets like no register, then those without a table."""
    lines = [
        f"## 對應檔草稿，由 antidrug-kpi map 依計畫 {plan.id} 產生。兩個 # 開頭的是說明；一個 # 開頭的是建議，都還沒有生效。",
        "## 建議只因名稱或內容相似，可能不對：逐項確認後，刪去所採用各行行首的「# 」，連同上層的清冊名稱與 columns、values。",
        "## columns 內寫「本機關的欄名: 計畫的欄名」；values 內先寫計畫的欄名，再寫「本機關的值: 計畫的值」。",
        f'## sheet 與 file 可用 * 代表任意文字，例如 "個管名冊*"；不用的欄寫「欄名: {NOT_READ}」。',
        "## 使用：antidrug-kpi check 資料夾 --mapping 此檔；或在資料夾的 office.yaml 寫 mapping: 此檔的檔名。",
        "registers:",
    ]
    for spec in plan.registers:
        lines += _write_register(spec, [proposal for proposal in proposals if proposal.spec == spec], proposals)
    for proposal in proposals:
        if proposal.spec is None and proposal.is_table:
            lines += ["", *(f"## {text}" for text in _describe_unmatched(proposal, proposals))]
    others = [proposal for proposal in proposals if not proposal.is_table]
    if others:
        lines += ["", *(f"## {say_place(proposal)}：不是表格，可以不讀取" for proposal in others)]
        names = [_name_sheet(proposal, proposals) for proposal in others]
        lines += _comment_out([f"  {NOT_READ}:", *_join_entries(names)])
    return "\n".join(lines) + "\n"


def _write_register(spec: RegisterSpec, of_register: Sequence[Proposal], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Remarks on the sheets of a register, then the entries proposed for them; `proposals` are those of all sheets."""
    if of_register:
        yield ""
    for proposal in of_register:
        yield from (f"## {text}" for text in _describe_matched(proposal, spec))
    for is_accepted in (True, False):
        entries = [
            [*(_name_sheet(proposal, proposals) if proposal.by is None or len(of_register) > 1 else ()), *_write_entry(proposal)]
            for proposal in of_register
            if not proposal.is_empty and proposal.is_accepted is is_accepted
        ]
        if entries:
            lines = [f"  {_quote(spec.title)}:", *_join_entries(entries)]
            yield from lines if is_accepted else _comment_out(lines)


def _join_entries(entries: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a register's entries: one stands alone, several make a list."""
    if len(entries) == 1:
        yield from (f"    {line}" for line in entries[0])
        return
    for first, *others in entries:
        yield f"    - {first}"
        yield from (f"      {line}" for line in others)


def _comment_out(lines: Sequence[str]) -> Iterator[str]:
    return (f"# {line}" for line in lines)


def _describe_matched(proposal: Proposal, spec: RegisterSpec) -> Iterator[str]:
    """Remarks on a sheet that is a register or is like one: how that was found, and which headers and values are known."""
    place, title = say_place(proposal), spec.title
    if proposal.by is None:
        word = "經承辦人確認為" if proposal.is_accepted else "認不出是哪一份清冊，最接近"
        yield f"{place}：{word}「{title}」（{proposal.reason}）"
    else:
        yield f"{place}：「{title}」（依{proposal.by}）{f'，但{proposal.reason}' if proposal.reason else ''}"
    others = [option for option in proposal.options if option.spec is not spec]
    if others and not proposal.is_accepted:
        yield f"  也可能是：{'、'.join(f'「{option.spec.title}」（{option.reason}）' for option in others)}"
    if proposal.candidates:
        yield f"  其他還缺的清冊：{_say_candidates(proposal)}"
    known = [name if text == name else f"{escape_controls(text)}（{name}）" for name, text in proposal.known.items()]
    for what, words in (("已認得", known), ("沒有找到", proposal.lacking), ("沒有用到", proposal.unknown)):
        if words:
            yield f"  {what}的欄名：{'、'.join(map(escape_controls, words))}"
    for name, texts in proposal.unlike_values.items():
        column = spec.find_column(name)
        is_flag = column is None or column.type is ColumnType.FLAG
        names = [value.name for value in column.values] if column is not None else []
        wanted = "、".join(["是", "否", *names] if is_flag else names)
        yield f"  「{name}」不能用、也沒有相近者的值：{'、'.join(map(escape_controls, texts))}（可用：{wanted}）"


def _describe_unmatched(proposal: Proposal, proposals: Sequence[Proposal]) -> Iterator[str]:
    """Remarks on a table that is like no register: its headers, the registers that it may be, and how to map it."""
    yield f"{say_place(proposal)}：認不出是哪一份清冊，也沒有相近的"
    if proposal.unknown:
        yield f"  欄名：{'、'.join(map(escape_controls, proposal.unknown))}"
    if proposal.candidates:
        yield f"  還缺的清冊：{_say_candidates(proposal)}"
    entry = ", ".join(_name_sheet(proposal, proposals))
    yield f"  若是其中一份，在 registers 下加上「清冊名稱: {{{entry}}}」；若不是清冊，加上「{NOT_READ}: {{{entry}}}」"


def _say_candidates(proposal: Proposal) -> str:
    titles = [spec.title for spec in proposal.candidates]
    more = f"等 {len(titles)} 份" if len(titles) > MOST_CANDIDATES else ""
    return "、".join(f"「{title}」" for title in titles[:MOST_CANDIDATES]) + more


def say_place(proposal: Proposal) -> str:
    """Where the sheet stands, on one line."""
    return " ".join(str(proposal.sheet.address()).split())


def _name_sheet(proposal: Proposal, proposals: Sequence[Proposal]) -> list[str]:
    """The patterns that name this sheet and no other, without its date and number where that is enough, so that the mapping still
    fits next month's file.
    """
    name = proposal.names[-1] if _NAMELESS.fullmatch(proposal.names[0]) else proposal.names[0]
    for pattern in (normalise_name(name), name):
        if sum(any(is_like(other, pattern) for other in proposal.names) for proposal in proposals) == 1:
            return [f"sheet: {_quote(pattern)}"]
    return [f"sheet: {_quote(name)}", f"file: {_quote(proposal.sheet.file)}"]


def _write_entry(proposal: Proposal) -> Iterator[str]:
    if proposal.columns:
        yield "columns:"
        yield from (f"  {_write_pair(likeness)}" for likeness in proposal.columns)
    if proposal.values:
        yield "values:"
    for name, found in proposal.values.items():
        yield f"  {_quote(name)}:"
        yield from (f"    {_write_pair(likeness)}" for likeness in found)


def _write_pair(likeness: Likeness) -> str:
    return f"{_quote(likeness.office_word)}: {_quote(likeness.official)}  ## {likeness.reason}"


def _quote(text: str) -> str:
    """A text as YAML: bare where it is letters and digits only, else in double quotes on one line."""
    if _PLAIN.fullmatch(text):
        return text
    quoted: str = yaml.dump(text, allow_unicode=True, default_style='"', width=10**9)
    return quoted.rstrip("\n")
