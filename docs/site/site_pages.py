"""What the site has beside docs/: the pages at the top of the repository, and references made from the code while it is built.

MkDocs calls `on_files` and `on_page_markdown` by their names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from antidrug_kpi.plans.register_specs import Register

ROOT = Path(__file__).resolve().parents[2]
TOP = {"README.md": "index.md", **{name: name for name in ("README.zh-TW.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")}}
"""A page at the top of the repository → its name in the site."""
DECISIONS = "decisions/"
PLANS = ("mohw-113", "mohw-113-annex")
SPEC = "spec"
_TOP_LINK = re.compile(rf"\]\((?:\.\./)+({'|'.join(map(re.escape, TOP))})(#[^)]*)?\)")
_DOCS_LINK = re.compile(r"\]\(docs/([^)]+)\)")
_OUTSIDE_LINK = re.compile(r"\[([^\]]+)\]\((?:\.\./)*(?:benchmarks|sample_data|specs|src|tests|fuzz)/[^)]*\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not in docs/."""
    from mkdocs.structure.files import File

    made = {
        **{name: (ROOT / source).read_text("utf-8") for source, name in TOP.items()},
        "commands.md": write_commands(),
        "register-columns.md": write_registers(),
        "schemas.md": write_schemas(),
        f"{SPEC}.schema.json": write_schema(SPEC),
    }
    for name, text in made.items():
        if (known := files.get_file_from_path(name)) is not None:
            files.remove(known)
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Links to the top of the repository and from there into docs/ lead within the site; what is not in it is named alone."""
    up = "../" * page.file.src_uri.count("/")
    markdown = _TOP_LINK.sub(lambda found: f"]({up}{TOP[found[1]]}{found[2] or ''})", markdown)
    if page.file.src_uri in TOP.values():
        markdown = _DOCS_LINK.sub(r"](\1)", markdown)
        markdown = re.sub(r"\]\(README\.md(#[^)]*)?\)", r"](index.md\1)", markdown).replace("docs/pictures/", "pictures/")
    return _OUTSIDE_LINK.sub(r"\1", markdown)


def write_commands() -> str:
    """Every command with its help, as `--help` prints it."""
    import typer

    from antidrug_kpi.cli.program import app

    lines = ["# 指令與選項", "", "每個指令的說明，與 `--help` 所印相同。"]
    for words, command in _list_commands("antidrug-kpi", typer.main.get_command(app)):
        with command.make_context(words, [], resilient_parsing=True) as context:
            lines += ["", f"## {words}", "", "```text", command.get_help(context).rstrip(), "```"]
    return "\n".join(lines) + "\n"


def _list_commands(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield words, command
    for name, part in getattr(command, "commands", {}).items():
        yield from _list_commands(f"{words} {name}", part)


def write_registers() -> str:
    """The registers of the plans with their columns."""
    from antidrug_kpi import load_plan

    lines = ["# 清冊與欄位", "", "清冊依名稱、別名或欄名認得；欄位的型別決定一格可以怎麼寫（[輸入](registers.md)）。"]
    for plan in map(load_plan, PLANS):
        lines += ["", f"## {plan.title}", ""]
        for register in plan.registers:
            lines += [*_write_register(register), ""]
    return "\n".join(lines)


def _write_register(register: Register) -> list[str]:
    aliases = f"別名：{'、'.join(register.aliases)}。" if register.aliases else ""
    rows = [
        f"| {column.name} | {column.type.value} | {'必填' if column.required else ''} | {_escape('、'.join(column.aliases))} |"
        for column in register.columns
    ]
    return [
        f"### {register.title}",
        "",
        f"`{register.id}`　{aliases}",
        "",
        "| 欄名 | 型別 | | 別名 |",
        "| --- | --- | --- | --- |",
        *rows,
    ]


def _escape(text: str) -> str:
    return html.escape(text).replace("|", "&#124;")


def write_schemas() -> str:
    """A page that leads to the JSON schemas."""
    from antidrug_kpi.audit.schemas.output_schemas import OUTPUTS

    rows = [f"- `{what}`：[{what}.schema.json]({what}.schema.json)" for what in (SPEC, *OUTPUTS)]
    keys = "`spec` 是規格檔，其他是各指令印出或寫出的 JSON，哪一個指令、各鍵的意思見[輸出](interface.md)。"
    return "\n".join(["# JSON Schema", "", "由程式產生（`antidrug-kpi plan schema`）。", "", *rows, "", keys, ""])


def write_schema(what: str) -> str:
    """A JSON schema, as `plan schema` prints it."""
    from antidrug_kpi import authoring

    return authoring.write_json_schema(what)
