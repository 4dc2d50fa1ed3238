"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

ZIP_MARK = b"PK\x03\x04"
COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MARKS: tuple[tuple[bytes, str], ...] = (
    (ZIP_MARK, "壓縮檔或新式試算表（zip）"),
    (b"PK\x05\x06", "空的壓縮檔（zip）"),
    (COMPOUND_MARK, "舊式 Office 檔（.xls、.doc 之類）"),
    (b"MZ", "Windows 執行檔"),
    (b"\x7fELF", "Linux 執行檔"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "圖片"),
    (b"\xff\xd8\xff", "圖片"),
    (b"GIF8", "圖片"),
    (b"Rar!", "壓縮檔（RAR）"),
    (b"7z\xbc\xaf", "壓縮檔（7z）"),
    (b"\x1f\x8b", "壓縮檔（gzip）"),
    (b"SQLite format 3", "資料庫（SQLite）"),
)
_HTML_WORDS = ("<!doctype html", "<html", "<head", "<table", "<meta")


def describe_content(head: bytes) -> str:
    """The kind of content that begins with `head`, in the words of a message."""
    for mark, description in _MARKS:
        if head.startswith(mark):
            return description
    if looks_like_html(head.decode("latin-1")):
        return "網頁（HTML）"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "XML 文件"
    if b"\0" in head:
        return "二進位檔"
    return "純文字"


def is_binary_container(head: bytes) -> bool:
    """Whether the content is one of the known binary kinds, so that it needs no trying as text."""
    return any(head.startswith(mark) for mark, _ in _MARKS if mark != b"MZ" or b"\0" in head)


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a web page does; many systems "export to Excel" by writing one."""
    start = text.lstrip("\ufeff\u00ef\u00bb\u00bf \t\r\n")[:512].lower()
    return start.startswith(_HTML_WORDS)
