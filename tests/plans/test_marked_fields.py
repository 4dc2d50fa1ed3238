"""Every field of the spec models that holds words is marked as a name, or stands here as a text or as one that a rule checks."""

from typing import Any, Literal, get_args, get_origin, get_type_hints

from antidrug_kpi.plans import plan as _every_model  # noqa: F401  all models are known once the plan's module is
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.reads.field_shapes import Shape, find_keys

# Official and explaining texts, figures that are written as texts, and what examples expect (`plan test` compares it).
TEXTS = """
Citation: document place
Plan: id title short_title document groups jurisdictions typed_into
Window: text
Report: text
Deadline: text
Form: annex heading
FormColumn: text
Indicator: id label title target_text interpretation
Example: title as_of registers expect
Expectation: denominator value target attainment excluded parts notes
BaseMeasure: id title formula unit notes
Counted: numerator_text denominator_text subject numerator_subject denominator_weight
Count: unit numerator_text subject
Difference: unit subject
Evidence: unit
Figure: numerator_text denominator_text subject
FigureNames: numerator denominator
FormWords: measure numerator denominator share units
FigureColumns: numerator denominator
Target: text none_is_missed
DatedTarget: citation
PriorRatio: citation
Segment: text
Alternative: title default source question
Side: label
Exclusion: reason
SubjectWarning: text
DoubtfulWords: words text
Placeholders: words beside
Says: says
Scaled: by
WorkItemGroup: text
WorkItem: text answered_by
WorkItemColumn: text
ToldStatistic: heads labels across column_labels
Demand: refers prompts
BaseStatistic: demand text unit notes
ColumnLabels: first
FirstLabel: label
NotedTexts: known
RatioStatistic: unit
StatisticExample: title as_of registers lacking expect
StatisticExpectation: value numerator denominator parts table rows notes
TieOut: text question
TieOutExample: title as_of readings registers
TieOutExpectation: subject left right difference rows
"""
# What gets its name there.
DEFINITIONS = """
Plan: windows
Bureau: name aliases
Register: id title aliases note
Column: name aliases units note
CategoryValue: name aliases
DaysBetween: name
PlusMonths: name
Earliest: name
CountRelated: name
Total: name
RelatedSum: name
Scaled: name
Quotas: name
Tally: numerator denominator
ServiceUnits: counted owed days
RecurringSpans: due covered
HeadCount: name
AnnexNumbers: name
Alternative: id
PrintedForm: id interpretation pasted_as
FormSection: name
Tenure: name
MonthsInPost: name
WorkItemGroup: id
WorkItem: id label
StatisticGroup: id
BaseStatistic: id
TieOut: id
AnnexTable: id
AnnexRules: prefix
CountFigure: label
SumFigure: label
DistinctFigure: label
PercentFigure: label
LatestFigure: label
PerValue: least most lacking
QuotientStatistic: parts
"""
# Names within one part or of one form, and texts with places in them; reasons of a category, the other register's column of a
# parent. What `ColumnRef` names is marked where it stands.
BY_RULE = """
Alternative: of excludes
AlternativeReading: alternatives
Plan: chosen
RestatedMeasure: id
Counted: parts
Difference: parts part_texts
FormWords: parts
EvidenceTerms: elements differ questioned
ReasonTable: reasons
Parent: parent_column
ColumnRef: column
NotesBlock: notes
FormSection: attach
HeadCount: rest
AnnexRules: plan
TakenParts: measure
BaseStatistic: beside
StatisticExample: readings
Matching: statistic
DifferenceStatistic: minuend subtrahend
PercentFigure: percent of
AddedSubjects: counted_in
ResultRows: rows columns
LackingColumns: rule hours reports topics
PrintedForm: title
ParagraphBlock: paragraph
ContentsBlock: contents
Records: left_out
PrintedQuestion: text
CellCase: lines
TableColumn: heading over lines
RowGroup: label rows
FormTable: nobody total closing
MeasureDenominator: denominator_of of_others
EnteredFigure: measure
ToldStatistic: id say
Demand: measures evidence
StatisticsBlock: statistics_of
"""


def test_every_field_of_words_is_a_marked_name_or_listed_here() -> None:
    found = {
        f"{model.__name__}.{name}"
        for model in list_models(Part)
        for name, hint in get_type_hints(model, include_extras=True).items()
        if name in model.__annotations__ and holds_words(hint) and not is_marked(find_keys(model)[find_key(model, name)])
    }
    listed = [
        f"{line.partition(':')[0]}.{name}"
        for table in (TEXTS, DEFINITIONS, BY_RULE)
        for line in table.strip().splitlines()
        for name in line.partition(":")[2].split()
    ]
    assert found == set(listed), "mark a new field (plans/markers.py), or list it above as a text, a definition or by its rule"
    assert len(listed) == len(set(listed))


def list_models(model: type[Part]) -> set[type[Part]]:
    found = {inner for child in model.__subclasses__() for inner in (child, *list_models(child))}
    # The tables of operators are written in the same way, and are no part of a plan.
    plans, tables = "antidrug_kpi.plans.", "antidrug_kpi.plans.operators."
    return {inner for inner in found if inner.__module__.startswith(plans) and not inner.__module__.startswith(tables)}


def find_key(model: type[Part], name: str) -> str:
    return model.model_fields[name].alias or name


def holds_words(hint: Any) -> bool:
    return hint is str or (get_origin(hint) is not Literal and any(map(holds_words, get_args(hint))))


def is_marked(shape: Shape | None) -> bool:
    return shape is not None and (bool(shape.names) or any(map(is_marked, (shape.items, shape.keys, shape.values))))
