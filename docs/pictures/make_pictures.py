"""Makes the README's two pictures of the sample office: the table on the screen, and the filled form as LibreOffice prints it.

`make pictures` runs it; LibreOffice (soffice) and pdftoppm must be there.
"""

import html
import re
import shutil
import subprocess
import tempfile
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from antidrug_kpi import pipeline
from antidrug_kpi.forms.result_screen import print_results
from antidrug_kpi.settings import Settings

HERE = Path(__file__).parent
OFFICE = HERE.parents[1] / "sample_data" / "office"
WIDTH = 150
LINES = 25
"""How much of the screen is shown: the heading and the first rows of the table."""
FONTS = '"Noto Sans Mono CJK TC", "Sarasa Mono TC", "MingLiU", monospace'
DOTS_PER_INCH = 80
ASPECT = 0.5
BLANK = "\N{NO-BREAK SPACE}"
CELL = 20 * ASPECT
"""The width of a cell: rich writes letters of 20 px."""

THEME = TerminalTheme(
    (24, 26, 31),
    (222, 222, 222),
    [
        (24, 26, 31),
        (255, 110, 110),
        (110, 210, 130),
        (235, 200, 90),
        (120, 170, 255),
        (210, 140, 240),
        (100, 205, 215),
        (222, 222, 222),
    ],
)


def draw_screen(run: pipeline.Run) -> str:
    """The first lines of the screen as .svg, with the fonts of whoever looks at it: nothing is fetched."""
    shown = StringIO()
    console = Console(file=shown, width=WIDTH, force_terminal=True, color_system="truecolor", highlight=False, markup=False)
    print_results(console, run.plan, run.redacted_result)
    lines = shown.getvalue().splitlines()[:LINES]
    screen = Console(file=StringIO(), width=WIDTH, record=True, force_terminal=True, highlight=False, markup=False)
    for line in lines:
        screen.print(Text.from_ansi(line), no_wrap=True, overflow="crop")
    drawn = screen.export_svg(title="antidrug-kpi compute demo-office", theme=THEME, unique_id="screen", font_aspect_ratio=ASPECT)
    drawn = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: (?:Fira Code, monospace|arial)", f"font-family: {FONTS}", drawn)
    drawn = drawn.replace("font-variant-east-asian: full-width;", "")
    drawn = re.sub(r'<text ([^>]*?)x="([^"]*)" y="([^"]*)" textLength="[^"]*"([^>]*)>([^<]*)</text>', place_characters, drawn)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def place_characters(text: re.Match[str]) -> str:
    """A piece of text with each character at its cell: rich gives all of them one cell, and a Chinese one takes two."""
    places, at = list[str](), float(text[2])
    letters = html.unescape(text[5]).rstrip(BLANK)
    at += (len(letters) - len(letters.lstrip(BLANK))) * CELL
    for letter in letters.lstrip(BLANK):
        places.append(f"{at:g}")
        at += cell_len(letter) * CELL
    if not places:
        return ""
    return f'<text {text[1]}x="{" ".join(places)}" y="{text[3]}"{text[4]}>{html.escape(letters.lstrip(BLANK))}</text>'


def print_form(run: pipeline.Run, folder: Path) -> Path:
    """The first page of the filled form as .png."""
    form = folder / "form.docx"
    pipeline.fill_form(run, form)
    soffice, pdftoppm = (shutil.which(name) for name in ("soffice", "pdftoppm"))
    if soffice is None or pdftoppm is None:
        raise SystemExit("soffice and pdftoppm are needed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, form], check=True, capture_output=True
    )
    first = ["-f", "1", "-l", "1", "-singlefile", "-png", "-gray", "-r", str(DOTS_PER_INCH)]
    subprocess.run([pdftoppm, *first, form.with_suffix(".pdf"), folder / "form"], check=True)
    return folder / "form.png"


def main() -> None:
    """Write both pictures beside this script."""
    run = pipeline.compute(OFFICE, Settings())
    (HERE / "screen.svg").write_text(draw_screen(run), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(print_form(run, Path(folder)), HERE / "form.png")


if __name__ == "__main__":
    main()
