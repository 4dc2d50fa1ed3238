"""The catalogue of issues about registers: the code, level and sentence of each kind. Each module has those of one subject.

`make docs` writes docs/issues.md from `KINDS`, in the order of the modules below.
"""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind
from antidrug_kpi.registers.kinds.cell_kinds import *
from antidrug_kpi.registers.kinds.column_kinds import *
from antidrug_kpi.registers.kinds.container_kinds import *
from antidrug_kpi.registers.kinds.copy_kinds import *
from antidrug_kpi.registers.kinds.crossing_kinds import *
from antidrug_kpi.registers.kinds.duty_kinds import *
from antidrug_kpi.registers.kinds.evidence_kinds import *
from antidrug_kpi.registers.kinds.mapping_kinds import *
from antidrug_kpi.registers.kinds.record_kinds import *
from antidrug_kpi.registers.kinds.shape_kinds import *
from antidrug_kpi.registers.kinds.sheet_kinds import *

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
"""All kinds, in the order in which the modules are imported."""
