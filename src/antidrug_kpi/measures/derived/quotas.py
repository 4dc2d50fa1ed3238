"""Quotas: which of several groups of related rows add up to enough, subject by subject."""

from __future__ import annotations

import numpy as np

from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.measures.exact_sums import fill_blanks
from antidrug_kpi.measures.measure_scope import Mask, Scope, Subjects, number_keys
from antidrug_kpi.plans.population_specs import QuotaTerms
from antidrug_kpi.registers.cells.squeezing import squeeze


def find_reached_quotas(terms: QuotaTerms, subjects: Subjects, scope: Scope) -> dict[str, Mask]:
    """For each quota, by its name, which subjects reach it."""
    related = filter_related(terms.rows, scope)
    keys, others = number_keys(subjects.frame[terms.rows.on], related[terms.rows.on])
    amounts = fill_blanks(related[terms.of])
    words = related[terms.by].array
    folded = [squeeze(str(word)) for word in words.categories]
    reached = {}
    for name, least in terms.at_least.items():
        numbers = [number for number, word in enumerate(folded) if word == squeeze(name)]
        is_of_group = (others >= 0) & np.isin(words.codes, numbers)
        sums = np.zeros(int(keys.max(initial=-1)) + 2, dtype=amounts.dtype)
        np.add.at(sums, others[is_of_group], amounts[is_of_group])
        reached[name] = np.array([total >= least for total in sums.tolist()], dtype=bool)[keys]
    return reached
