"""Delimited files: records that do not fit the header, stray quotes, characters of an office's own."""

from __future__ import annotations

from .build import csv_file, tsv_file
from .folders import FINES, REPORTS, SESSIONS, THREE_TESTS, URINE
from .instance import Instance

VOLUNTEERS = csv_file("志工編號,繼續教育時數", "V1,4", "V2,5")
PRIVATE = b"\xfa\x40"  # a character that cp950 leaves to the user


def short_tests(count: int, whole: int = 4) -> bytes:
    """So many tests of people with a day, and of others whose record ends before it."""
    first = [f"U{n:02d},113,113/3/1" for n in range(whole)]
    return csv_file(URINE, *first, *(f"U{n + 50},113" for n in range(count)))


WIDTHS = (
    Instance(
        "a-comma-that-nobody-quoted",
        {"講習場次.csv": csv_file(SESSIONS, "113/2/5,甲,是", "113/3/5,認識毒品,愛滋與藥愛,是", "113/4/5,丙,否")},
        {"4.7": "1/2"},
        3,
        ("講習場次.csv", "3"),
    ),
    Instance(
        "a-field-beyond-the-header",  # all that is wanted stands where it should, and still nobody knows
        {"罰鍰案件.tsv": tsv_file(FINES, "F1,112/3/1,是,112/6/1", "F2,112/4/1,是,112/5/1,注意", "F3,112/5/1,是,")},
        {"4.10": "1/2"},
        3,
        ("罰鍰案件.tsv", "3"),
    ),
    Instance(
        "empty-fields-beyond-the-header",
        {"罰鍰案件.csv": csv_file(FINES, "F1,112/3/1,是,112/6/1,,", "F2,112/4/1,是,,,")},
        {"4.10": "1/2"},
        0,
    ),
    Instance(
        "cut-off-in-the-last-record",
        {"尿液採驗.csv": csv_file(URINE, *THREE_TESTS) + b"U4,113"},
        {"4.9": "2/3"},
        3,
        ("尿液採驗.csv", "5"),
    ),
    Instance(
        "cut-off-with-tabs",
        {"兒少通報.tsv": tsv_file(REPORTS, "R1,113/2/1,113/2/5,113/2/4", "R2,113/2/1,113/2/5,") + b"R3\t113/3/1\t113/3/5"},
        {"2.1": "1/2"},
        3,
        ("兒少通報.tsv", "4"),
    ),
    Instance(
        "whole-without-an-end-of-line",
        {"尿液採驗.csv": csv_file(URINE, *THREE_TESTS) + b"U4,113,113/4/1"},
        {"4.9": "3/4"},
        0,
    ),
    Instance("nine-shorter-records", {"尿液採驗.csv": short_tests(9)}, {"4.9": "4/13"}, 3, ("尿液採驗.csv",)),
    Instance("ten-shorter-records", {"尿液採驗.csv": short_tests(10)}, {"4.9": "4/14"}, 0),
    Instance(
        "ten-shorter-records-that-lack-what-is-required",
        {"講習場次.csv": csv_file(SESSIONS, "113/2/5,甲,是", *(f"113/3/{n}" for n in range(1, 11)))},
        {"4.7": "1/1"},
        3,
        ("講習場次.csv",),
    ),
)

QUOTES = (
    Instance(
        "two-stray-quotes",
        {
            "講習場次.csv": csv_file(
                SESSIONS, "113/2/5,甲,是", '"113/3/5,乙,是', "113/4/5,丙,是", '113/5/5,丁,否"', "113/6/5,戊,是"
            ),
            "志工.csv": VOLUNTEERS,
        },
        {"4.7": "no_data", "4.8": "2/2"},
        3,
        ("講習場次.csv",),
    ),
    Instance(
        "two-stray-quotes-between-tabs",
        {
            "罰鍰案件.tsv": tsv_file(FINES, '"F1,112/3/1,是,112/6/1', 'F2,112/4/1,是,"', "F3,112/5/1,是,"),
            "志工.csv": VOLUNTEERS,
        },
        {"4.10": "no_data", "4.8": "2/2"},
        3,
        ("罰鍰案件.tsv",),
    ),
    Instance(
        "a-quoted-field-of-two-lines",
        {"講習場次.csv": csv_file(SESSIONS, '113/2/5,"第一場\n第二場, 下午",是', "113/3/5,乙,否")},
        {"4.7": "1/2"},
        0,
    ),
)

CHARACTERS = (
    Instance(
        "a-private-character-in-a-name",
        {"講習場次.csv": csv_file(SESSIONS, "113/2/5,第@講,是", "113/3/5,乙,否", encoding="cp950").replace(b"@", PRIVATE)},
        {"4.7": "1/2"},
        0,
    ),
    Instance(
        "a-private-character-in-a-title",
        {
            "本部教育訓練.csv": csv_file("辦理日期,名稱,出席", "113/2/5,@研習,是", encoding="cp950").replace(b"@", b"\x8e\x41"),
        },
        {"2.8": "1/1"},
        0,
    ),
    Instance(
        "a-private-character-in-an-identifier",
        {"尿液採驗.csv": csv_file(URINE, "甲@1,113,113/3/1", "乙1,113,", encoding="cp950").replace(b"@", PRIVATE)},
        {"4.9": "0/1"},
        3,
        ("個案編號",),
    ),
    Instance(
        "a-private-character-in-a-flag",
        {"講習場次.csv": csv_file(SESSIONS, "113/2/5,甲,是", "113/3/5,乙,@", encoding="cp950").replace(b"@", b"\x81\x40")},
        {"4.7": "1/1"},
        3,
        ("含藥愛及愛滋防治",),
    ),
)

INSTANCES = (*WIDTHS, *QUOTES, *CHARACTERS)
