"""Annexes 6 and 7: what the Ministry grants some of the counties, copied from the source."""

NAMES = ("個管員小計", "個管督導人力", "專案管理人力", "合計")
PRINTED = {
    "新北市": (130, 19, 7, 71484000),
    "臺北市": (56, 8, 3, 26825088),
    "高雄市": (74, 11, 4, 55760000),
    "金門縣": (2, 0, 0, 1292000),
    "連江縣": (1, 0, 0, 956000),
}
GRANTS = {county: dict(zip(NAMES, numbers, strict=True)) for county, numbers in PRINTED.items()}
