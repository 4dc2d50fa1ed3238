"""The vocabulary of footers: notes, signatures, and lines that continue a note. Patterns are for squeezed text (NFKC, no blanks).

The vocabulary of totals is `total_words`.
"""

from __future__ import annotations

import re

from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.vocabulary.total_words import classify_total

_UNITS = r"(?:[人件筆次場案家校名位項元所間列戶班]|人次|場次)"
# A note or a signature, unless the row holds everything else that a record needs.
_LABEL = (
    r"(?:備註|附註|製表|註|說明|填表說明|資料來源|資料日期|資料時間|填表|審核|覆核|主管|承辦|單位主管|更新日期|更新時間|列印)"
    r"(?:人|者|人員|日期|時間|單位|機關|核章|簽章|主管|科長)*"
)
_ENGLISH_LABEL = r"(?i:sources?|notes?|remarks?|annotations?):"
_NOTE = re.compile(
    r"(?:第\d+頁(?:[/,、共].*)?$|核章|(?:機關|單位)(?:首長|長官).*|[※*◎]*(?:(?:備註|附註|製表).*"
    rf"|{_LABEL}\d*(?:[:、.)]|$)|{_ENGLISH_LABEL})|\(?(?:https?://|www\.)|[※◎]|[(【\[](?:備?註|說明)[)】\]])"
)
# A label that is nothing else, or has its colon: beside it words may stand, as in 資料來源：｜教育部.
_BARE_LABEL = re.compile(rf"[※*◎]*{_LABEL}(?::|$)|{_ENGLISH_LABEL}")
# What nobody is numbered or named: words that end in a colon, or ask for a day. What they ask for may stand in the next cell.
_QUESTION = re.compile(r"[※*◎]*(?:[\u3400-\u9fff]{1,10}:|(?:製表|填表|填報|列印|印表|更新|統計|資料)(?:日期|時間|期間))")
# A note or a signature only where it stands alone in its row: a record's own number or name could begin so too.
_REMARK = r"(?:本(?:表|頁|清冊|名冊|資料|報表)|以上|上[列述表]|備考|說明[一二三四五六七八九十])"
_ALONE = re.compile(
    rf"[※*◎#]*+[(\[【<-]*+(?:{_REMARK}"
    r"|以下(?:空白|無資料|略)|(?:報表|資料)結束|完\)$"
    r"|填報(?:人|者|單位|機關|學校|日期|時間)|(?:聯絡|連絡)(?:人|電話|方式)|(?:電話|傳真|分機):"
    r"|(?:承辦人?員?|科長|股長|組長|課長|主任|主任秘書|秘書|處長|局長|所長|院長|校長|首長|主管|主計|會計|人事)(?:簽章|核章)?:"
    r"|主辦(?:業務|統計|主計|會計)?人員|(?:列印|印表|更新|統計|資料)(?:日期|時間|期間|截止日?)(?:[:\d(民]|$)"
    rf"|(?:總?共|共?計)[\d,]+{_UNITS}"
    rf"|(?:\d{{1,2}}[.、)]|[一二三四五六七八九十]{{1,2}}、)(?:{_REMARK}|.*[,。;:])|[\u3400-\u9fff]{{2,10}}:"
    r"|(?i:page)\d+(?:(?:/|of)\d+)?$|\d+-$)"
    r"|\*[^*]*[\u3400-\u9fff]{4}"
)
# A line drawn below a table, with signs and brackets before it; apart, so that neither gives anything back to the other.
_LINE = re.compile(r"(?:\*++(?=[※◎#])|[※◎#])*+(?:\**+(?:-*+[(\[【<])++)?+[-‐-―━─═=_~*]{4,}+$")
_SIGNATURE = re.compile(
    r"(?:(?:填表|製表|審核|覆核|承辦|主辦|核定|經辦)(?:業務|統計|主計|會計)?(?:人|者|人員|單位|主管)?|(?:機關|單位|業務)(?:首長|長官|主管)"
    r"|(?:科長|股長|組長|課長|主任|主任秘書|秘書|處長|局長|所長|院長|校長|首長|主管|主計|會計|人事))(?:簽章|核章)?:?"
)
# Every text of this vocabulary matches it, and hardly any identifier or number does: most cells of a register need no more than
# this one search.
_PREFILTER = re.compile(r"[^\x20-\x7e]|[:*=_~]|--|-\s*$|(?i:total|sum|page|www)")
# The same for many texts joined by line ends, searched at once (see NumberedColumn.can_hold).
FOOTER_PREFILTER = re.compile(r"[^\x20-\x7e\n]|[:*=_~]|--|-[^\S\n]*$|(?i:total|sum|page|www)", re.MULTILINE)
# What goes on with the note above it: a number or a letter of a list before words, or a sentence.
_LISTED = re.compile(
    r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.:](?=\D)|\d{1,2}(?=[\u3400-\u9fff]{4})|[‧·•●◆-](?=[\u3400-\u9fff])"
)
_CIRCLED = re.compile(r"\s*[\u2460-\u2487]")
_SENTENCE = re.compile(r"[\u3400-\u9fff]{2}.*[,。;:]|(?i:[a-z]+):")
_LABEL_AND_BLANK = re.compile(r"\s*(?:資料來源|說明|附註)\s+\S")


def could_be_footer_word(text: str) -> bool:
    """Whether a text begins like a footer or is the word of a total; quick where it is neither."""
    if _PREFILTER.search(text) is None:
        return False
    squeezed = squeeze(text)
    found = _NOTE.match(squeezed) or _ALONE.match(squeezed) or _LINE.match(squeezed)
    found = found or _QUESTION.fullmatch(squeezed) or _LABEL_AND_BLANK.match(text)
    return found is not None or classify_total(squeezed) is not None


def is_note(text: str) -> bool:
    """Whether a text begins like a note or a signature."""
    return _NOTE.match(squeeze(text)) is not None


def is_label(text: str) -> bool:
    """Whether a text is a note's label: the word alone, or with its colon."""
    return _BARE_LABEL.match(squeeze(text)) is not None


def is_question(text: str) -> bool:
    """Whether a text is nothing but a label that asks for what stands beside it: 製表日期, 填表人：."""
    return _QUESTION.fullmatch(squeeze(text)) is not None


def is_signature(text: str) -> bool:
    """Whether a text is nothing but the place for a signature: 承辦人：, 科長."""
    return _SIGNATURE.fullmatch(squeeze(text)) is not None


def continues_note(text: str) -> bool:
    """Whether a text may continue the note above it: numbered as in a list, indented, or a sentence."""
    squeezed = squeeze(text)
    is_indented = len(text) - len(text.lstrip()) > 1 and not squeezed.isascii()
    return is_indented or (_CIRCLED.match(text) or _LISTED.match(squeezed) or _SENTENCE.match(squeezed)) is not None
