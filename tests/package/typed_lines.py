"""What the pages tell a reader to type: their blocks of commands, and what is done with each line."""

import re
import shlex
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from antidrug_kpi.cli.program import app

ROOT = Path(__file__).resolve().parents[2]
GENERATED = {"issues.md", "vocabulary.md"}
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md"))
    if path.name not in GENERATED
)
PROGRAM = "antidrug-kpi"
START = "-m venv .venv"
"""A block with this begins from nothing."""

BLOCK = re.compile(r"(<!-- parsed only -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED_FILE = re.compile(r"# ([\w./-]+\.ya?ml)(, at the end)?\n")
ENDS_WITH = re.compile(r"#.*(?:ends with|結束狀態) (\d+)")
INLINE = re.compile(rf"`({PROGRAM} [a-z][^`\n]*)`")
CRON = re.compile(r"(?:(?:\*|[\d,*/-]+)\s+){5}(\S.*)")
# What sets the stage for the program, and is none of it.
MAKE_FOLDER = "mkdir "
OTHER_WORDS = (
    MAKE_FOLDER,
    "cd ",
    ". .venv",
    "Set-ExecutionPolicy ",
    ".venv\\Scripts\\Activate.ps1",
    "python3 -m venv ",
    "py -3 -m venv ",
)
SCHEDULING = (
    "$program = ",
    "$action = ",
    "$trigger = ",
    "Register-ScheduledTask ",
    "$env:",
    "exit ",
    "#!/bin/sh",
    "export ",
    "case ",
)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str
    is_parsed_only: bool

    @property
    def lines(self) -> list[str]:
        """The lines that are typed."""
        return [line for line in self.text.splitlines() if line.strip() and not line.startswith("# ")]

    @property
    def is_typed(self) -> bool:
        return self.language in {"sh", "powershell"}


@dataclass(frozen=True)
class Typed:
    """A line for the program: its arguments, the file that its output goes to, the status that the page says it ends with."""

    arguments: tuple[str, ...]
    output: str | None = None
    status: int | None = None


def list_blocks(page: Path) -> list[Block]:
    """The blocks of a page in their order."""
    return [Block(found[2], found[3], found[1] is not None) for found in BLOCK.finditer(page.read_text("utf-8"))]


def list_inline(page: Path) -> list[str]:
    """The commands that stand in a page's sentences."""
    return INLINE.findall(BLOCK.sub("", page.read_text("utf-8")))


def read_line(line: str) -> Typed | None:
    """A line as the shell hands it to the program; None where it is for something else."""
    words = shlex.split(line.replace("\\", "/"), comments=True)
    at = next((place for place, word in enumerate(words) if Path(word).stem == PROGRAM and place <= 1), None)
    if at is None or (at == 1 and words[0] != "&"):
        return None
    words = words[at + 1 :]
    cut = next((place for place, word in enumerate(words) if word in {">", "2>>"}), len(words))
    status = ENDS_WITH.search(line)
    output = words[cut + 1] if words[cut : cut + 1] == [">"] else None
    return Typed(tuple(words[:cut]), output, int(status[1]) if status else None)


def find_unknown(line: str) -> str | None:
    """What is wrong with a line, as far as it can be seen without running it."""
    if (typed := read_line(line)) is not None:
        return check_options(typed.arguments)
    if line.startswith("make "):
        unknown = {word for word in line.split("#", maxsplit=1)[0].split()[1:] if "=" not in word} - list_targets()
        return f"no such target: {unknown}" if unknown else None
    if "pip install " in line:
        return _check_install(line.partition("pip install ")[2])
    if line.strip().endswith("bin/pytest") or line.startswith((*OTHER_WORDS, *SCHEDULING)):
        return None
    return "nothing is known of this command"


def check_options(arguments: tuple[str, ...]) -> str | None:
    """Whether there is such a command with such options; nothing of it is run."""
    import typer
    from typer.exceptions import TyperException

    command, words, context = typer.main.get_command(app), list(arguments), None
    try:
        while hasattr(command, "commands") and words and not words[0].startswith("-"):
            if words[0] not in command.commands:
                return f"no such command: {words[0]}"
            command = command.commands[words.pop(0)]
        if words not in (["--help"], ["--version"]):
            context = command.make_context(PROGRAM, words)
    except TyperException as error:
        return f"{' '.join(arguments)}: {error}"
    finally:
        if context is not None:
            context.close()
    return None


def _check_install(what: str) -> str | None:
    words = shlex.split(what, comments=True)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = [re.fullmatch(r"\.(?:\[(\w+)\])?", word) for word in words if not word.startswith("-") and word != "constraints.txt"]
    is_known = all(found is not None and (found[1] is None or found[1] in extras) for found in named)
    return None if is_known and (ROOT / "constraints.txt").is_file() else f"cannot be installed: {what}"


@cache
def list_targets() -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
