"""What systems call a workbook: web pages, archives of them, XML, tab-separated text."""

from __future__ import annotations

from collections.abc import Sequence

from .build import csv_file, tsv_file
from .folders import CLOSURES, FINES, FOUR_FINES, REPORTS, SESSIONS, THREE_TESTS, URINE
from .instance import Instance
from .web_pages import html_page, mhtml_page, styled_page, xml_2003

TESTS = (URINE, *THREE_TESTS)  # 2 of 3
FINED = (FINES, *FOUR_FINES)  # 2 of 3
HELD = (SESSIONS, "113/2/5,認識毒品,是", "113/3/5,藥愛,否", "112/3/5,舊,是")  # 1 of 2
CLOSED = (CLOSURES, "K1,113/3/1,是", "K2,113/4/1,否", "K3,113/4/1,")
TOLD = (REPORTS, "R1,@2024-02-01,@2024-02-05,@2024-02-04", "R2,@2024-03-01,@2024-03-05,")  # 1 of 2
MENU = "<table><tr><td>首頁</td></tr><tr><td><table><tr><td>查詢</td></tr></table></td></tr></table>"


def read(name: str, file: str, content: bytes, figures: dict[str, str]) -> Instance:
    return Instance(name, {file: content}, figures, 0)


def utf16(lines: Sequence[str]) -> bytes:
    return b"\xff\xfe" + "".join(line.replace(",", "\t") + "\r\n" for line in lines).encode("utf-16-le")


INSTANCES = (
    read("a-web-page-that-begins-with-its-style", "尿液採驗.xls", styled_page(TESTS), {"4.9": "2/3"}),
    read("a-web-page-in-big5", "罰鍰案件.xls", html_page(FINED, charset="big5"), {"4.10": "2/3"}),
    read("a-web-page-with-a-menu", "講習場次.xls", html_page(HELD, before=MENU), {"4.7": "1/2"}),
    read("a-web-page-by-its-own-name", "匯出/講習場次.html", html_page(HELD), {"4.7": "1/2"}),
    read("a-web-page-named-htm", "尿液採驗.htm", html_page(TESTS, before="<h1>尿液採驗名冊</h1>"), {"4.9": "2/3"}),
    read("mhtml-quoted", "罰鍰案件.xls", mhtml_page(FINED), {"4.10": "2/3"}),
    read("mhtml-in-base64", "尿液採驗.xls", mhtml_page(TESTS, base_64=True), {"4.9": "2/3"}),
    read("xml-2003-with-days", "兒少通報.xls", xml_2003("兒少通報", TOLD), {"2.1": "1/2"}),
    read("xml-2003-with-cells-left-out", "匯出.xls", xml_2003("罰鍰案件", FINED), {"4.10": "2/3"}),
    read("tabs-in-cp950-named-xls", "講習場次.xls", tsv_file(*HELD, encoding="cp950"), {"4.7": "1/2"}),
    read("tabs-in-utf-16-named-xls", "兒少通報.xls", utf16([line.replace("@", "") for line in TOLD]), {"2.1": "1/2"}),
    read("tabs-in-utf-8-named-xls", "安置結案.xls", tsv_file(*CLOSED[:3]), {"2.11.2": "1/2"}),
    read("tabs-named-txt", "罰鍰案件.txt", tsv_file(*FINED), {"4.10": "2/3"}),
    read("tabs-in-cp950-named-txt", "講習場次.txt", tsv_file(*HELD, encoding="cp950"), {"4.7": "1/2"}),
    Instance("a-faulty-cell-of-a-web-page", {"安置結案.xls": styled_page(CLOSED)}, {"2.11.2": "1/2"}, 3, ("家庭支持或關係修復",)),
    Instance(
        "a-page-that-asks-to-log-in",  # no table at all: nothing can be read in it
        {"講習場次.xls": b"<html><body><form>login</form></body></html>", "志工.csv": csv_file("志工編號,繼續教育時數", "V1,4")},
        {"4.7": "no_data", "4.8": "1/1"},
        3,
        ("講習場次.xls",),
    ),
)
