"""The parts of a run: what is run side by side, on which data, against which target."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparisons import NO_TARGET, Comparison, Growth, Row, Target
from benchmarks.processes import Command, Usage, find_exponent, run_in_rotation

HERE = Path(__file__).parent
PROGRAM = "program"
CITY = ("--jurisdiction", "高雄市", "--quiet")
AS_JSON = ("--format", "json")
RESULT_SUFFIXES = ("json", "csv", "md", "txt", "xlsx", "docx", "odt", "ods", "html", "pdf")
FORM_SUFFIXES = ("xlsx", "docx", "odt", "ods", "html", "pdf")
CHECK_SUFFIXES = ("xlsx", "json", "csv", "html")
TRACE_SUFFIXES = ("xlsx", "csv")
CONTACT_SETS = {"10^5": ("contacts100k", 1e5), "10^6": ("contacts1m", 1e6), "5·10^6": ("contacts5m", 5e6)}


@dataclass(frozen=True)
class Bench:
    """The two interpreters, where the data sets stand, and how often each command is run where not as often as usual."""

    own_python: str
    rival_python: str
    data: Path
    repeats: int | None

    def program(self, *arguments: str | Path) -> Command:
        return [self.own_python, "-m", "antidrug_kpi", *map(str, arguments)]

    def script(self, name: str, *arguments: Path) -> Command:
        return [self.rival_python, str(HERE / "by_hand" / f"{name}.py"), *map(str, arguments)]

    def own_script(self, path: str, *arguments: Path) -> Command:
        """A script that runs beside the program, with the libraries that the program has."""
        return [self.own_python, str(HERE / path), *map(str, arguments)]

    def run(self, commands: Mapping[str, Command], usual: int) -> dict[str, Usage]:
        return run_in_rotation(commands, self.repeats or usual)


def compare(work: str, usages: Mapping[str, Usage], targets: Mapping[str, Target]) -> list[Row]:
    """The program beside each of the others."""
    own = usages[PROGRAM]
    return [
        Comparison(work, own, label, usage, targets.get(label, NO_TARGET)) for label, usage in usages.items() if label != PROGRAM
    ]


def run_start(bench: Bench) -> list[Row]:
    bare = "a bare Typer program's --help"
    commands = {"--help": ("--help",), "list": ("list",), "show 3.3": ("show", "3.3")}
    own = {work: bench.program(*arguments) for work, arguments in commands.items()}
    usages = bench.run({bare: bench.own_script("by_hand/bare_typer.py", Path("--help")), **own}, 9)
    limits = {"--help": 1.0, "list": 2.0, "show 3.3": 2.0}
    return [Comparison(work, usages[work], bare, usages[bare], Target(cpu=limits[work])) for work in commands]


def run_readers(bench: Bench) -> list[Row]:
    folder, workbook = bench.data / "contacts1m", bench.data / "contacts1m_xlsx" / "清冊.xlsx"
    csv = {
        PROGRAM: bench.own_script("read_program.py", folder),
        "pandas' C reader, all text": bench.script("read_pandas", folder),
    }
    sheets = {
        PROGRAM: bench.own_script("read_program.py", workbook),
        "calamine": bench.script("read_calamine", workbook),
        "fastexcel into polars": bench.script("read_fastexcel", workbook),
    }
    return [
        *compare("reading alone, 10^6 contacts, .csv", bench.run(csv, 3), {}),
        *compare("reading alone, 10^6 contacts, .xlsx", bench.run(sheets, 3), {}),
    ]


def run_large(bench: Bench) -> list[Row]:
    work, targets = "large office, 48 measures; by hand 28", {"pandas by hand": Target(cpu=3.0, peak=1.5)}
    return compare(work, bench.run(list_office_commands(bench, "large"), 3), targets)


def run_real(bench: Bench) -> list[Row]:
    work, alone = "real-size office, 48 measures; by hand 28", "the import of pandas alone"
    commands = {**list_office_commands(bench, "real"), alone: bench.own_script("by_hand/import_pandas.py")}
    return compare(work, bench.run(commands, 5), {alone: Target(cpu=2.5)})


def list_office_commands(bench: Bench, name: str) -> dict[str, Command]:
    folder = bench.data / name
    return {
        PROGRAM: bench.program("compute", folder, *AS_JSON, *CITY),
        "pandas by hand": bench.script("pandas_office", folder),
        "polars by hand": bench.script("polars_office", folder),
    }


def run_contacts(bench: Bench) -> list[Row]:
    """4.3 on three sizes, and how each program grows from the second to the third, where its start weighs least."""
    rows: list[Row] = []
    found: dict[str, dict[str, Usage]] = {}
    targets = {"10^6": {"pandas": Target(cpu=2.0, peak=2.0)}}
    for size, (name, _) in CONTACT_SETS.items():
        folder = bench.data / name
        scripts = {library: bench.script(f"{library}_contacts", folder) for library in ("pandas", "polars", "duckdb")}
        found[size] = bench.run({PROGRAM: bench.program("compute", folder, "--only", "4.3", *AS_JSON), **scripts}, 3)
        rows += compare(f"4.3, {size} contacts, .csv", found[size], targets.get(size, {}))
    nation = "the nation's ten years: 6·10^6 contacts"
    bound = Comparison("4.3, 5·10^6 contacts, .csv", found["5·10^6"][PROGRAM], nation, target=Target(mebibytes=1.1 * 1024))
    return [*rows, bound, *(measure_growth(found, label) for label in found["10^6"])]


def measure_growth(found: Mapping[str, Mapping[str, Usage]], label: str) -> Growth:
    pair = ("10^6", "5·10^6")
    sizes = [CONTACT_SETS[size][1] for size in pair]
    cpu, peak = (find_exponent(sizes, [getattr(found[size][label], name) for size in pair]) for name in ("cpu", "peak"))
    return Growth(f"growth from 10^6 to 5·10^6: {label}", cpu, peak, Target(exponent=1.05) if label == PROGRAM else NO_TARGET)


def run_workbook(bench: Bench) -> list[Row]:
    workbook = bench.data / "contacts1m_xlsx" / "清冊.xlsx"
    commands = {
        PROGRAM: bench.program("compute", workbook, "--only", "4.3", *AS_JSON),
        "pandas with calamine": bench.script("pandas_contacts", workbook),
        "polars with fastexcel": bench.script("polars_contacts", workbook),
    }
    targets = {"pandas with calamine": Target(cpu=0.5, peak=2.0), "polars with fastexcel": Target(cpu=1.6)}
    return compare("4.3, 10^6 contacts, .xlsx", bench.run(commands, 3), targets)


def run_only(bench: Bench) -> list[Row]:
    folder = bench.data / "large"
    commands = {
        PROGRAM: bench.program("compute", folder, "--only", "3.3", *AS_JSON, *CITY),
        "pandas, 3.3 alone": bench.script("pandas_retention", folder),
    }
    return compare("--only 3.3, large office", bench.run(commands, 5), {"pandas, 3.3 alone": Target(cpu=2.5)})


def run_formats(bench: Bench) -> list[Row]:
    """Every kind of file that the program writes, beside the same figures as JSON on the screen."""
    real, large, output = bench.data / "real", bench.data / "large", bench.data / "output"
    output.mkdir(exist_ok=True)
    plain = "compute --format json"
    commands = {plain: bench.program("compute", real, *AS_JSON, *CITY)}
    for command, suffixes in {"compute": RESULT_SUFFIXES, "fill": FORM_SUFFIXES, "check": CHECK_SUFFIXES}.items():
        for suffix in suffixes:
            target = output / f"{command}.{suffix}"
            commands[f"{command} -o .{suffix}"] = bench.program(command, real, "-o", target, "--replace", *CITY)
    for suffix in TRACE_SUFFIXES:
        target = output / f"trace.{suffix}"
        commands[f"trace 4.3 -o .{suffix}"] = bench.program("trace", real, "4.3", "-o", target, "--replace", *CITY)
    rows = compare_formats("real-size office", plain, bench.run(commands, 1))
    checked, traced = (bench.program(command, large) for command in ("check", "trace"))
    wide = {
        plain: bench.program("compute", large, *AS_JSON, *CITY),
        "check -o .xlsx": [*checked, "-o", str(output / "check.xlsx"), "--replace", *CITY],
        "trace 4.3 -o .xlsx": [*traced, "4.3", "-o", str(output / "trace.xlsx"), "--replace", *CITY],
    }
    return [*rows, *compare_formats("large office", plain, bench.run(wide, 1))]


def compare_formats(office: str, plain: str, usages: Mapping[str, Usage]) -> list[Row]:
    return [Comparison(f"{label}, {office}", usage, plain, usages[plain]) for label, usage in usages.items() if label != plain]


@dataclass(frozen=True)
class Part:
    """What a part runs, and the data sets it needs."""

    run: Callable[[Bench], list[Row]]
    data_sets: Sequence[str] = ()


PARTS = {
    "start": Part(run_start),
    "readers": Part(run_readers, ("contacts1m", "contacts1m_xlsx")),
    "large": Part(run_large, ("large",)),
    "real": Part(run_real, ("real",)),
    "contacts": Part(run_contacts, tuple(name for name, _ in CONTACT_SETS.values())),
    "xlsx": Part(run_workbook, ("contacts1m_xlsx",)),
    "only": Part(run_only, ("large",)),
    "formats": Part(run_formats, ("large", "real")),
}
