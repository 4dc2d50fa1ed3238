"""`map --ask`: a person at a terminal confirms sheet by sheet what a mapping file shall say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from antidrug_kpi.errors import UsageError
from antidrug_kpi.printable import escape_controls

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.outputs.mapping_draft import MappingDraft
    from antidrug_kpi.registers.finding.likeness import Likeness
    from antidrug_kpi.registers.mapping.proposing import Proposal

YES, NO, SKIP = "y", "n", "s"


def require_terminal() -> None:
    """UsageError where nobody can be asked."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("--ask 要在終端機逐項詢問，現在沒有終端機；請在終端機執行，或不要寫 --ask（建議會以註解寫入）")


def ask_mapping(draft: MappingDraft) -> MappingDraft:
    """The draft with every proposal that there is asked about; what is skipped stays a proposal."""
    asked = [proposal for proposal in draft.proposals if not proposal.is_empty]
    answers = {id(proposal): _ask_sheet(proposal, number, len(asked)) for number, proposal in enumerate(asked, start=1)}
    return replace(draft, proposals=tuple(answers.get(id(proposal), proposal) for proposal in draft.proposals))


def _ask_sheet(proposal: Proposal, number: int, total: int) -> Proposal:
    from antidrug_kpi.registers.mapping.drafting import say_place
    from antidrug_kpi.registers.mapping.proposing import choose_option

    _say(f"\n（{number}／{total}）{say_place(proposal)}")
    if proposal.by is not None and proposal.spec is not None:
        _say(f"  是「{proposal.spec.title}」（依{proposal.by}）")
        return _ask_words(proposal)
    for at, option in enumerate(proposal.options, start=1):
        _say(f"  {at}. 「{option.spec.title}」：{option.reason}")
    answer = _ask_register(len(proposal.options))
    if answer == SKIP:
        return proposal
    if answer == NO:
        return replace(proposal, spec=None, options=())
    return _ask_words(choose_option(proposal, int(answer) - 1))


def _ask_register(count: int) -> str:
    """The number of the register that a sheet is, or that it is none of them, or that this is left open."""
    numbers = [str(number) for number in range(1, count + 1)]
    if count == 1:
        answer = _ask("  是這一份嗎？y 是、n 不是、s 略過", {YES, NO, SKIP, *numbers})
    else:
        answer = _ask(f"  是哪一份？{numbers[0]}–{numbers[-1]}、n 都不是、s 略過（y 即 1）", {YES, NO, SKIP, *numbers})
    return "1" if answer == YES else answer


def _ask_words(proposal: Proposal) -> Proposal:
    """The proposal with the headers and values that were confirmed; it holds even where none was, but for a sheet that was known
    already.
    """
    columns = tuple(likeness for likeness in proposal.columns if _confirm("欄", likeness))
    taken = {likeness.official for likeness in columns}
    dropped = {likeness.official for likeness in proposal.columns} - taken
    values = {
        name: confirmed
        for name, found in proposal.values.items()
        if name not in dropped and (confirmed := tuple(each for each in found if _confirm(f"「{name}」的值", each)))
    }
    is_new = proposal.by is None or bool(columns) or bool(values)
    return replace(proposal, columns=columns, values=values, is_accepted=is_new)


def _confirm(what: str, likeness: Likeness) -> bool:
    question = f"  {what}「{likeness.office_word}」是「{likeness.official}」嗎？（{likeness.reason}）y 是、n 不是"
    return _ask(question, {YES, NO, SKIP}) == YES


def _ask(question: str, allowed: Collection[str], read: Callable[..., object] = typer.prompt) -> str:
    """One of the allowed answers; the question is put again until there is one."""
    while True:
        answer = str(read(_redact(question), err=True)).strip().lower()
        if answer in allowed:
            return answer
        _say(f"  請輸入 {'、'.join(sorted(allowed))} 其中之一")


def _say(text: str) -> None:
    typer.echo(_redact(text), err=True)


def _redact(text: str) -> str:
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    return "\n".join(map(escape_controls, NATIONAL_NUMBERS_ONLY.redact(text).split("\n")))
