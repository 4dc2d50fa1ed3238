"""Filling an office's own copy of a form: its tables read, its rows found, its cells changed, everything else left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antidrug_kpi.files.package import Package
    from antidrug_kpi.forms.into.form_grid import FormFile

# The library of a format is imported only when a form of it is opened.
_CLASSES: Mapping[str, tuple[str, str]] = {
    ".docx": ("word.word_form", "WordForm"),
    ".odt": ("odf.odf_form", "OdfForm"),
    ".xlsx": ("xlsx.xlsx_form", "SheetForm"),
    ".ods": ("odf.ods_form", "OdsForm"),
}
FORM_SUFFIXES = tuple(_CLASSES)


def open_form(package: Package, suffix: str) -> FormFile:
    """The office's form as tables whose cells can be written; `suffix` is one of `FORM_SUFFIXES`.

    Raises OddFormError where its tables cannot be told apart with certainty, UserError where a part of it cannot be read.
    """
    module, name = _CLASSES[suffix]
    make: Callable[[Package], FormFile] = getattr(import_module(f"{__name__}.{module}"), name)
    return make(package)
