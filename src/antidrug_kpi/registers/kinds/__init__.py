"""The catalogue of what can be wrong with registers: each issue's stable code, level and sentence, a module a subject."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind
from antidrug_kpi.registers.kinds.cell_kinds import *
from antidrug_kpi.registers.kinds.column_kinds import *
from antidrug_kpi.registers.kinds.container_kinds import *
from antidrug_kpi.registers.kinds.copy_kinds import *
from antidrug_kpi.registers.kinds.crossing_kinds import *
from antidrug_kpi.registers.kinds.evidence_kinds import *
from antidrug_kpi.registers.kinds.mapping_kinds import *
from antidrug_kpi.registers.kinds.record_kinds import *
from antidrug_kpi.registers.kinds.shape_kinds import *
from antidrug_kpi.registers.kinds.sheet_kinds import *

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
