"""The fields of a form in the annex's order: its parts, one for each work item, two for each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidrug_kpi.forms.attainment_table import build_table
from antidrug_kpi.forms.document import Block, Paragraph, Table, TableCell, TableRow, make_plain_paragraph
from antidrug_kpi.forms.figure_words import TICKED
from antidrug_kpi.forms.indicator_form import lay_out_attainment
from antidrug_kpi.forms.pasted.pasted_field import PastedField, make_field
from antidrug_kpi.forms.printed.filled_places import fill
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.printed_form import PreparedForm, attach_form, build_block, prepare_form
from antidrug_kpi.forms.printed.told_items import tell_items
from antidrug_kpi.forms.printed.told_parts import ToldPart
from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans.form_tables import FROM_ABOVE, FROM_LEFT
from antidrug_kpi.plans.placeholders import Placeholder, list_places, split_places

# Where a field stands is one line of paste.txt.
_LONGEST = 40
_DEMAND = "【"
# What the annex prints for its writer, or the office's own notes: no field.
_NO_TEXT = frozenset({"cover", "title", "note"})


def list_fields(source: FormSource, form_id: str) -> tuple[PastedField, ...]:
    """Every field of the form, those that are left blank too."""
    return tuple(_FieldLister(prepare_form(source, form_id)).list_all())


class _FieldLister:
    """Walks the sections of a form; what stands below a heading, and is no table of fields, is one field."""

    def __init__(self, prepared: PreparedForm) -> None:
        self.prepared = prepared
        self.part: tuple[str, ...] = ()
        self.has_parts = False
        self.blocks: list[Block] = []

    def list_all(self) -> Iterator[PastedField]:
        for section in self.prepared.form.list_sections(self.prepared.source.periods.report):
            if section.attach is not None:
                yield from self._close()
                yield self._attach(section.attach)
                continue
            if not self.has_parts:
                self.part = (section.name,)  # the cover has no heading of its own
            for block in section.blocks:
                yield from self._list_block(block)
        yield from self._close()

    def _list_block(self, block: f.Block) -> Iterator[PastedField]:
        match block:
            case f.ParagraphBlock() if block.style.startswith("heading"):
                yield from self._close()
                (heading,) = build_block(block, self.prepared)
                name = heading.text.strip() if isinstance(heading, Paragraph) else ""
                self.has_parts = self.has_parts or block.style == "heading1"
                self.part = (name,) if block.style == "heading1" else (*self.part[:1], name)
            case f.WorkItemsBlock():
                yield from self._close()
                yield from self._list_items(block)
            case f.InsertBlock(insert="attainment"):
                yield from self._close()
                yield from self._list_indicators()
            case f.TableBlock() if block.table.records is None:
                yield from self._list_cells(block)
            case f.ParagraphBlock() | f.InsertBlock() | f.StatisticsBlock() | f.TableBlock():
                built = build_block(block, self.prepared)
                self.blocks += [part for part in built if not (isinstance(part, Paragraph) and part.style in _NO_TEXT)]
            case _:
                pass

    def _close(self) -> Iterator[PastedField]:
        """The field of what has been read since the last heading; none where that is nothing."""
        if self.blocks:
            yield make_field(self.part, self.blocks)
        self.blocks = []

    def _list_items(self, block: f.WorkItemsBlock) -> Iterator[PastedField]:
        source = self.prepared.source
        column = next(column.text for column in block.work_items if column.role == "answer")
        told = tell_items(source, source.told_in)
        for group in source.plan.groups:
            for each in told:
                if each.item.group == group and not each.item.is_heading:
                    name = _shorten(f"{each.item.id} {each.item.text[0]}")
                    yield make_field((*self.part, name, column), [block for part in each.parts for block in _lay_out(part)])

    def _list_indicators(self) -> Iterator[PastedField]:
        source = self.prepared.source
        table = build_table(source.plan, source.result)
        columns = [(number, column) for number, column in enumerate(table.columns) if column.role in {"attainment", "progress"}]
        group = ""
        for row in lay_out_attainment(table).rows[1:]:
            if len(row.cells) < len(table.columns):
                group = row.cells[0].text.partition("、")[0]  # (一) alone is one of each group
            else:
                name = _shorten(f"{group}{row.cells[0].text}")
                for number, column in columns:
                    field = make_field((*self.part, name, column.text), row.cells[number].lines)
                    is_unticked = column.role == "progress" and TICKED not in field.text
                    yield replace(field, text="", prompts=(column.text,)) if is_unticked else field

    def _list_cells(self, block: f.TableBlock) -> Iterator[PastedField]:
        """The cells with places of a table that the plan prints: called as the place of an office's own field is, or as the cell
        before it.
        """
        for group, row in [(each, row) for each in block.table.groups for row in each.rows]:
            label = "".join(group.label)
            for lines in row:
                if lines in (FROM_LEFT, FROM_ABOVE):
                    continue
                places = [place for line in lines for place in list_places(line)]
                if not places:
                    label = "".join("".join(lines).split()) or label
                    continue
                own = next((place.part for place in places if place.name == "cover"), "")
                texts = [_drop_label(line) if own else line for line in lines]
                paragraphs = [Paragraph(fill(text, self.prepared.values)) for text in texts]
                yield make_field((*self.part, own or label or "".join(lines)), paragraphs)

    def _attach(self, form_id: str) -> PastedField:
        blocks = [block for section in attach_form(form_id, self.prepared.source) for block in section.blocks]
        title = next((block.text for block in blocks if isinstance(block, Paragraph) and block.style == "heading2"), form_id)
        kept = [block for block in blocks if isinstance(block, Table)]
        return make_field((*self.part[:1], title), kept)


def _drop_label(line: str) -> str:
    """The text of a cell without the words before its place, which name the field."""
    first = next(piece for piece in split_places(line) if isinstance(piece, Placeholder))
    blank = "" if first.blank is None else f"|{first.blank}"
    return f"{{{first.name}{':' if first.part else ''}{first.part}{blank}}}"


def _lay_out(part: ToldPart) -> Sequence[Block]:
    """What is told as it is pasted: a table below its caption, without the grid of the form's own table."""
    if isinstance(part, Paragraph):
        return (part,)
    rows = [part.headings, *part.rows]
    cells = [TableRow(tuple(TableCell((make_plain_paragraph(text or ""),)) for text in row)) for row in rows]
    table = Table((1,) * len(part.headings), tuple(cells))
    return (make_plain_paragraph(f"{part.caption}："), table) if part.caption else (table,)


def _shorten(name: str) -> str:
    first = " ".join(name.partition(_DEMAND)[0].split())
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"
