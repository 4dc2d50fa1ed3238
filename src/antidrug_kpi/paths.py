"""What is at a path, without an OSError: a path that the system refuses to look at (name too long, folder closed) counts as
empty; and an OSError's reason in Chinese.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "磁碟空間不足",
    errno.EDQUOT: "磁碟配額已滿",
    errno.EFBIG: "檔案過大",
    errno.EACCES: "沒有權限",
    errno.EPERM: "沒有權限",
    errno.EROFS: "磁碟是唯讀的",
    errno.ENAMETOOLONG: "名稱過長",
    errno.ENOENT: "檔案或資料夾不存在",
    errno.ENOTDIR: "路徑中有一段不是資料夾",
    errno.EISDIR: "這是資料夾",
    errno.ELOOP: "連結指回自己",
    errno.EBADF: "已經關閉",
    errno.EIO: "磁碟讀寫錯誤",
    errno.EBUSY: "正被使用",
    errno.EEXIST: "已有同名的檔案",
}


def say_reason(error: OSError) -> str:
    """The reason of an OSError as a Chinese clause."""
    return _REASONS.get(error.errno or 0, f"錯誤碼 {error.errno}")


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, is there."""
    return _holds(path.is_dir)


def is_file(path: Path) -> bool:
    """Whether a file that can be read to its end, or a link to one, is there: no pipe and no device."""
    return _holds(path.is_file)


def is_link(path: Path) -> bool:
    """Whether a symbolic link is there, wherever it leads."""
    return _holds(path.is_symlink)


def is_there(path: Path) -> bool:
    """Whether anything is there; a link that leads nowhere is nothing."""
    return _holds(path.exists)


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except OSError:
        return False
