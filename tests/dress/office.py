"""A whole office in a dress drawn at random: which register goes into which kind of file, and how everything is written."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from antidrug_kpi.files import Cell, read_data
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING
from antidrug_kpi.registers.finding.sheet_matching import match_sheet
from antidrug_kpi.registers.rows.extracts import extract_records

from .cells import list_forms
from .files import write_delimited, write_ods, write_xlsx
from .sheets import DressedSheet, dress_sheets

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "office"
Facts = Mapping[str, Mapping[str, Sequence[Cell]]]


@cache
def get_plan() -> Plan:
    return load_plan("mohw-113")


@cache
def gather_facts() -> Facts:
    """The sample office's records as raw cells: register id → official header → cells; without what no measure reads."""
    facts: dict[str, dict[str, list[Cell]]] = {}
    further = tuple(register.title for register in get_plan().further_registers)
    for file in read_data(SAMPLE):
        for sheet in file.sheets:
            matched, _ = match_sheet(sheet, len(file.sheets) == 1, get_plan().registers, NO_MAPPING)
            if matched is None:
                assert (sheet.name or Path(sheet.file).stem).endswith(further)
                continue
            extract, _ = extract_records(matched)
            own = facts.setdefault(extract.spec.id, {name: [] for name in extract.columns})
            for name, cells in extract.columns.items():
                own[name] += cells
    return facts


def write_dressed_office(folder: Path, rng: random.Random) -> None:
    """The sample office's facts in files of every kind below `folder`, with its own settings."""
    (folder / "office.yaml").write_bytes((SAMPLE / "office.yaml").read_bytes())
    workbooks: dict[str, list[DressedSheet]] = {"甲.xlsx": [], "乙.xlsx": [], "丙.ods": []}
    for register_id, columns in gather_facts().items():
        register = get_plan().find_register(register_id)
        place = rng.choice(("delimited", *workbooks))
        as_text = place == "delimited"
        dressed = {name: _dress(register_id, name, cells, rng, as_text) for name, cells in columns.items()}
        sheets = dress_sheets(register, dressed, rng, as_text=as_text)
        if as_text:
            for sheet in sheets:
                write_delimited(folder, sheet, rng)
        else:
            workbooks[place] += sheets
    for name, sheets in workbooks.items():
        if sheets:
            write = write_ods if name.endswith(".ods") else write_xlsx
            write(folder / name, sheets)


def _dress(register_id: str, name: str, cells: Sequence[Cell], rng: random.Random, as_text: bool) -> list[Cell]:
    """The same values, each in a form drawn at random."""
    forms = _list_forms(register_id, name, as_text)
    return [rng.choice(forms[cell]) for cell in cells]


@cache
def _list_forms(register_id: str, name: str, as_text: bool) -> Mapping[Cell, Sequence[Cell]]:
    column = get_plan().find_register(register_id).find_column(name)
    assert column is not None
    return list_forms(column, set(gather_facts()[register_id][name]), as_text=as_text)
