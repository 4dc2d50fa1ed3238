"""Cells of several measures with labels, lists within items and answers that they share; each worked out by hand."""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")

# The text, and below it the measures' parts.
DIVIDED = """
3.6 | 目標值1：機構10家，餘6家中5家達90%以上⏎目標值2：共10家，6家符合
| 3.6.1=目標值1：機構10家，餘6家中5家達90%以上 3.6.2=目標值2：共10家，6家符合
4.2 | 目標1：－⏎目標2：在職20人，滿18個月1人
| 4.2.1=目標1：－ 4.2.2=目標2：在職20人，滿18個月1人
4.2 | 第1項：2/20；第二項：1/20
| 4.2.1=第1項：2/20； 4.2.2=第二項：1/20
2.11 | 目標值1：4/4=100%⏎目標值2：去（112）年同期為47.92%；本年7/9
| 2.11.1=目標值1：4/4=100% 2.11.2=目標值2：去（112）年同期為47.92%；本年7/9
1.1 | 目標值1：計3場：⏎(1)國中2場⏎(2)國小1場⏎共3/16⏎目標值2：2/16
| 1.1.1=目標值1：計3場：⏎(1)國中2場⏎(2)國小1場⏎共3/16 1.1.2=目標值2：2/16
1.1 | 一、研習：⏎（一）局3場⏎（二）會1場⏎合計4/16⏎二、宣導：5/16
| 1.1.1=一、研習：⏎（一）局3場⏎（二）會1場⏎合計4/16 1.1.2=二、宣導：5/16
1.1 | 研習3場：⏎(1)國中⏎(2)國小⏎(3)高中⏎3/16⏎學校日2/16
| 1.1.1=研習3場：⏎(1)國中⏎(2)國小⏎(3)高中⏎3/16 1.1.2=學校日2/16
1.1 | (1)3場/16校⏎(2)2校/16校
| 1.1.1=(1)3場/16校 1.1.2=(2)2校/16校
4.6 | 目標值1：計1項：⏎(1)「向陽」⏎(1)初次5/6⏎(2)二次3/7⏎目標值2：待補
| 4.6.1.0=目標值1：計1項：⏎(1)「向陽」 4.6.1.1=(1)初次5/6 4.6.1.2=(2)二次3/7 4.6.2=目標值2：待補
4.6 | 1.初次及二次以上個案不同課程1項⏎(1)初次5/6
| 4.6.1.0=1.初次及二次以上個案不同課程1項 4.6.1.1=(1)初次5/6
4.6 | 1.(1)初次1/1(2)二次4/9，課程不同（1項）⏎2.提升5%
| 4.6.1.0=1.⏎課程不同（1項） 4.6.1.1=(1)初次1/1 4.6.1.2=(2)二次4/9， 4.6.2=2.提升5%
1.1 | 均為31.25%（5/16）
| 1.1.1=均為31.25%（5/16） 1.1.2=均為31.25%（5/16）
4.2 | 二者皆為0/2＝0%
| 4.2.1=二者皆為0/2＝0% 4.2.2=二者皆為0/2＝0%
4.2 | 滿12個月及滿18個月均為0%（0人/2人）
| 4.2.1=滿12個月及滿18個月均為0%（0人/2人） 4.2.2=滿12個月及滿18個月均為0%（0人/2人）
4.2 | 在職2人均未滿12個月（0%）；18個月0/2
| 4.2.1=在職2人均未滿12個月（0%）； 4.2.2=18個月0/2
4.2 | 12個月均為2/2，100%
| 4.2.1=12個月均為2/2，100%
"""


@pytest.mark.parametrize("case", DIVIDED.strip().replace("\n|", " |").splitlines())
def test_whose_part_of_a_cell_is_which(case: str) -> None:
    indicator_id, text, wanted = (part.strip() for part in case.split("|"))
    indicator = next(part for part in PLAN.indicators if part.id == indicator_id)
    found = divide_cell(indicator, text.replace("⏎", "\n"))
    assert " ".join(f"{name}={found[name].original}" for name in sorted(found)).replace("\n", "⏎") == wanted
