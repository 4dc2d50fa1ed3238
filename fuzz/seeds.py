"""The whole files that are damaged: small ones of every kind, those of the tests, and those that the program writes itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings
from files.builders import make_compound
from files.containers import write_archive, write_page, write_spreadsheet
from files.encrypting import FILLER, WRITTEN, encrypt_agile, encrypt_crypto_api, encrypt_rc4, encrypt_whole_ods
from fuzz.archive_parts import read_parts, write_parts
from fuzz.kinds import Seed, look_at
from fuzz.mutate_records import read_stream
from fuzz.seed_texts import MAPPING, OFFICE_YAML
from fuzz.seed_workbooks import make_xls, make_xlsx

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
OFFICE = ROOT / "sample_data" / "office"
SPECS = ROOT / "specs"
LARGEST = 20_000
"""Bytes of a seed: chance finds what it looks for in small files sooner."""
ROWS = 8
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
ADMISSIONS = "美沙冬收案"
DAMAGED_PLANS = ("mol-107", "mol-psy-111", "mohw-quit-107", "khh-114", "mohw-113-annex")


def make_seeds() -> dict[str, tuple[Seed, ...]]:
    """Every seed, by its kind."""
    found: dict[str, list[Seed]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for seed in (*_list_data(folder), *_list_encrypted(folder), *_list_forms(folder), *_list_yaml(folder)):
            found.setdefault(seed.kind, []).append(seed)
    return {kind: tuple(seeds) for kind, seeds in found.items()}


def _list_data(folder: Path) -> Iterator[Seed]:
    files = [path for path in (*sorted(CASES.rglob("*")), *sorted(OFFICE.iterdir())) if path.suffix in SUFFIXES]
    for path in files:
        content = path.read_bytes()
        if path.suffix in {".csv", ".tsv"}:
            content = b"\n".join(content.split(b"\n")[:ROWS])
        if len(content) <= LARGEST:
            yield _make_data_seed(path.name, content)
    pipeline.save_template(folder / "template.xlsx", Settings(only=("3.3", "4.7")))
    template = (folder / "template.xlsx").read_bytes()
    yield _make_data_seed("範本.xlsx", template)
    rows = read_rows()
    books = {f"{ADMISSIONS}.xlsx": make_xlsx(rows), f"{ADMISSIONS}.xls": make_xls(rows)}
    yield from (_make_data_seed(name, content) for name, content in books.items())
    for content in (books[f"{ADMISSIONS}.xlsx"], template, (CASES / "a1-formula-zero-xlsx/input/經費.xlsx").read_bytes()):
        macros = [*read_parts(content), ("xl/vbaProject.bin", make_compound({"VBA": bytes(100)}))]
        yield Seed("xlsm", f"{ADMISSIONS}.xlsm", write_parts(macros), "archive")
    for number in range(7):
        page = write_page(rows, number, "utf-8").encode()
        yield _make_data_seed(f"{ADMISSIONS}{('.html', '.htm', '.xls')[number % 3]}", page)
        names = [ADMISSIONS, "乙"] if number % 2 else []
        yield _make_data_seed(f"{ADMISSIONS}{('.htm', '.xls')[number % 2]}", write_archive([page] * 2, number, "utf-8", names))
        spreadsheet = write_spreadsheet({ADMISSIONS: rows, "乙": rows}, number, "UTF-8").encode()
        yield Seed("xml", f"{ADMISSIONS}{('.xls', '.htm')[number % 2]}", spreadsheet, "markup")


def _make_data_seed(name: str, content: bytes) -> Seed:
    kind, flavour = look_at(name, content)
    return Seed(kind, name, content, flavour)


def read_rows() -> list[list[str]]:
    """A register of ten persons, its header first."""
    text = (CASES / "g2-identical-copy-beside/input/美沙冬收案.csv").read_text(encoding="utf-8-sig")
    return [line.split(",") for line in text.splitlines()]


def _list_encrypted(folder: Path) -> Iterator[Seed]:
    """Damaged once encrypted, and damaged inside and then encrypted."""
    rows = read_rows()
    padded = write_parts([*read_parts(make_xlsx(rows)), *FILLER.items()])
    _, stream = read_stream(make_xls(rows))
    sealed = {
        "a.xlsx": encrypt_agile(padded, spins=10),
        "a.xls": make_compound({"Workbook": encrypt_rc4(stream)}),
        "b.xls": make_compound({"Workbook": encrypt_crypto_api(stream)}),
        **{path.name: path.read_bytes() for path in sorted(WRITTEN.iterdir()) if path.suffix in SUFFIXES},
    }
    for name, content in sealed.items():
        yield Seed("encrypted", name, content, look_at(name, content)[1] if not name.startswith("a.xlsx") else "bytes")
    ods = (OFFICE / "10_佐證與填報.ods").read_bytes()
    yield Seed("encrypted", "c.ods", _seal_ods(ods), "archive")
    yield Seed("encrypted", "d.ods", ods, "archive", _seal_ods)
    yield Seed("encrypted", "d.xlsx", padded, "archive", _seal_xlsx)


def _seal_xlsx(content: bytes) -> bytes:
    return encrypt_agile(content.ljust(5_000, b"\0"), spins=10)


def _seal_ods(content: bytes) -> bytes:
    with TemporaryDirectory() as name:
        path = Path(name, "a.ods")
        path.write_bytes(content)
        return encrypt_whole_ods(path).read_bytes()


def _list_forms(folder: Path) -> Iterator[Seed]:
    """Forms that the program wrote, those of the tests, and a workbook that is no form."""
    run = pipeline.compute(CASES / "m9-prior-denominator-zero" / "input", Settings())
    for suffix in ("docx", "odt", "xlsx", "ods"):
        pipeline.fill_form(run, folder / f"form.{suffix}")
        yield Seed(f"into-{suffix}", f"form.{suffix}", (folder / f"form.{suffix}").read_bytes(), "archive")
    for path in (CASES / "l2-nothing-filled-exit-0/form.docx", CASES / "l3-form-ods-refused/form.ods"):
        yield Seed(f"into-{path.suffix[1:]}", path.name, path.read_bytes(), "archive")
    other = Workbook()
    stream = io.BytesIO()
    other.save(stream)
    yield Seed("into-xlsx", "other.xlsx", stream.getvalue(), "archive")


def _list_yaml(folder: Path) -> Iterator[Seed]:
    draft = pipeline.draft_mapping(CASES / "l2-nothing-filled-exit-0" / "input", Settings())
    pipeline.save_mapping(folder / "draft.yaml", draft)
    yield Seed("office", "office.yaml", OFFICE_YAML.encode(), "yaml")
    yield Seed("office", "office.yaml", "jurisdiction: 高雄市\nonly: 3.3\n".encode(), "yaml")
    yield Seed("mapping", "對應.yaml", MAPPING.encode(), "yaml")
    yield Seed("mapping", "對應.yaml", (folder / "draft.yaml").read_bytes(), "yaml")
    for plan in DAMAGED_PLANS:
        for path in sorted((SPECS / plan).rglob("*.yaml")):
            if path.stat().st_size <= LARGEST // 2:
                yield Seed("spec", str(path.relative_to(SPECS / plan)), path.read_bytes(), "yaml", plan=plan)
