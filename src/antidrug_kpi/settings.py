"""The settings of a run: from the command line, and from an office's own `office.yaml` where the command line says nothing.

They are kept as they were written. `pipeline.resolved_settings` finds what they mean: the report of a name, a day, a county.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidrug_kpi.errors import SpecError, UsageError, UserError, name_closest
from antidrug_kpi.paths import is_folder
from antidrug_kpi.printable import escape_controls, quote_briefly
from antidrug_kpi.stages import Watch, watch_nothing

if TYPE_CHECKING:
    from antidrug_kpi.plans.yaml_source.located import Place

DEFAULT_PLAN = "mohw-113"
DEFAULT_REPORT = "final"
SETTINGS_FILE = "office.yaml"
_NOT_SETTABLE = frozenset({"specs", "by", "is_settled", "holds_own_targets", "ask_password", "watch", "places"})
_LISTS = frozenset({"only", "readings"})
_FILES = {"mapping": "對應檔", "answers": "答覆檔"}
"""The settings that name a file, and what messages call it."""
_WRITTEN_AS_BOOL = (bool, " true 或 false")
_KINDS: dict[str, tuple[type, str]] = {"year": (int, "整數"), **dict.fromkeys(("strict", "quiet", "invented"), _WRITTEN_AS_BOOL)}


@dataclass(frozen=True)
class Settings:
    """The options of a run. None (or an empty tuple) means that nobody has set it."""

    plan: str | None = None
    report: str | None = None
    """A report by its name or its words in the plan (final, 期末)."""
    jurisdiction: str | None = None
    as_of: str | None = None
    year: int | None = None
    only: tuple[str, ...] = ()
    strict: bool | None = None
    quiet: bool | None = None
    readings: tuple[str, ...] = ()
    """Alternative readings, each like 4.2=elapsed."""
    specs: tuple[Path, ...] = field(default=())
    by: str | None = None
    mapping: Path | None = None
    answers: Path | None = None
    """The workbook of answered questions; it is named in `office.yaml` alone."""
    cover: Mapping[str, str] = field(default_factory=dict)
    """What the covers of forms ask for, by field (`plans.cover_fields`); it stands in `office.yaml` alone."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """Which bureau answers for a register, by the register's title; "" for none. It stands in `office.yaml` alone."""
    invented: bool | None = None
    """Whether the county beside it in `office.yaml`, where alone it stands, is an exercise's and none that there is."""
    password_env: str | None = None
    ask_password: Callable[[], str | None] | None = None
    """Asks a person for the password of encrypted files; None where there is nobody to ask."""
    watch: Watch = watch_nothing
    """Called with each step as it begins."""
    is_settled: bool | None = None
    """Whether nothing that changes a figure is left to `office.yaml`, since an earlier run is repeated."""
    holds_own_targets: bool | None = None
    """Whether figures of any year are held to the targets that are in force at the end of the plan's own year."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """File and line of each setting that comes from `office.yaml`."""

    def with_defaults(self, other: Settings) -> Settings:
        """These settings; `other` gives the values that these leave unset."""
        values = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "places"}
        given = {name: value for name, value in values.items() if value not in (None, (), {})}
        places = {name: place for name, place in other.places.items() if name not in given}
        return replace(other, **given, places={**places, **self.places})

    @contextmanager
    def locate_errors(self, name: str, option: str | None = None) -> Iterator[None]:
        """Within this context, a UserError about a setting that comes from `office.yaml` names its file and line, and the setting
        in place of the `option`, which bears the same name unless given.
        """
        try:
            yield
        except UserError as error:
            if name not in self.places or isinstance(error, SpecError):
                raise
            option = option or f"--{name.replace('_', '-')}"
            raise UserError(f"{self.places[name]}：{str(error).replace(option, name)}") from None


def check_year(year: int) -> None:
    """Raises UsageError where the number is no ROC year from 100 to 150."""
    if not 100 <= year <= 150:
        raise UsageError(f"--year「{year}」應為民國年（100 至 150），例如 113")


def read_office_settings(data: Path) -> Settings:
    """The settings in the data folder's `office.yaml`; empty ones where there is no such file.

    Raises UserError, with file and line, where the file is wrong.
    """
    path = data / SETTINGS_FILE
    if not (is_folder(data) and os.path.lexists(path)):
        return Settings()
    if _lies_outside(path, data):
        raise UserError(f"{SETTINGS_FILE}：是通往資料夾以外的連結，未讀取；請改放檔案本身")
    from antidrug_kpi.plans.yaml_source.located import read_yaml

    source = read_yaml(path, SETTINGS_FILE)
    if source.problems:
        raise UserError(source.problems[0])
    if source.data is None:
        return Settings()
    if not isinstance(source.data, dict):
        raise UserError(f"{SETTINGS_FILE}：應為「鍵: 值」，例如 jurisdiction: 高雄市")
    known = [part.name for part in fields(Settings) if part.name not in _NOT_SETTABLE]
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for written, value in source.data.items():
        place = source.places[(written,)]
        name = written.replace("-", "_")
        if name not in known:
            shown = quote_briefly(written)
            raise UserError(f"{place}：不認得的設定「{shown}」{name_closest(written, known)}；可用：{'、'.join(known)}")
        if name in values:
            raise UserError(f"{place}：「{name}」寫了兩次（「-」與「_」不分）；請刪去其一")
        values[name] = _read_cover(path, written, places) if name == "cover" else _read_value(name, value, place)
        places[name] = place
    for name, what in _FILES.items():
        if values.get(name) is not None:
            values[name] = _locate_file(values[name], what, data, places[name])
    return Settings(**values, places=places)


def _read_cover(path: Path, key: str, places: dict[str, Place]) -> dict[str, str]:
    """What the covers of forms ask for, by field, and where each stands into `places` (cover.電話). Read as words: a telephone
    number keeps its first 0.

    UserError with file and line for a field that no cover has, one that is given twice, and a value that is no line of text.
    """
    from antidrug_kpi.plans.cover_fields import COVER_FIELDS, find_cover_field
    from antidrug_kpi.plans.yaml_source.located import read_yaml

    source = read_yaml(path, SETTINGS_FILE, only_words=True)
    given = source.data[key]
    if given in (None, "", "null", "~"):
        return {}
    if not isinstance(given, dict):
        raise UserError(
            f"{source.places[(key,)]}：「cover」應為「欄位: 內容」，例如 計畫聯絡人: 王小明；可用：{'、'.join(COVER_FIELDS)}"
        )
    cover: dict[str, str] = {}
    for written, value in given.items():
        place, name = source.places[(key, written)], find_cover_field(written)
        if name is None:
            raise _refuse_cover_field(written, place)
        if name in cover:
            raise UserError(f"{place}：cover 的「{name}」寫了兩次；請刪去其一")
        if not isinstance(value, str) or escape_controls(value) != value:
            raise _refuse_value(name, value, "一行文字", place)
        cover[name] = value.strip()
        places[f"cover.{name}"] = place
    return {name: value for name, value in cover.items() if value}


def _refuse_cover_field(written: str, place: Place) -> UserError:
    """What is said about a field that no cover has, or that could be one of several."""
    from antidrug_kpi.plans.cover_fields import AMBIGUOUS, COVER_FIELDS, list_cover_names, simplify_name

    meant = AMBIGUOUS.get(simplify_name(written))
    if meant:
        advice = f"，請寫明是{'或'.join(f'「{name}」' for name in meant)}"
    else:
        advice = f"{name_closest(written, list_cover_names())}；可用：{'、'.join(COVER_FIELDS)}"
    return UserError(f"{place}：cover 沒有「{quote_briefly(written)}」這一欄{advice}")


def _read_owners(given: Any, place: Place) -> dict[str, str]:
    """Register → bureau, as they were written; UserError with file and line for anything but lines of text."""
    if given in (None, ""):
        return {}
    if not isinstance(given, dict):
        raise UserError(f"{place}：「owners」應為「清冊: 局處」，例如 尿液採驗: 警察局；請改正")
    return {register: "" if bureau is None else _read_word("owners", bureau, place) for register, bureau in given.items()}


def _read_value(name: str, value: Any, place: Place) -> Any:
    """A setting's value; None, or () for a list, where it is left empty. UserError with file and line for a wrong type."""
    if name == "owners":
        return _read_owners(value, place)
    if value is None or value == "":
        return () if name in _LISTS else None
    if name == "readings" and isinstance(value, dict):
        value = [f"{owner}={_read_word(name, part, place)}" for owner, parts in value.items() for part in _list_parts(parts)]
    if name in _LISTS:
        return tuple(_read_word(name, part, place) for part in _list_parts(value))
    wanted, words = _KINDS.get(name, (str, ""))
    if wanted is str:
        return _read_word(name, value, place)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise _refuse_value(name, value, words, place)
    return value


def _list_parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _read_word(name: str, value: Any, place: Place) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or escape_controls(str(value)) != str(value):
        raise _refuse_value(name, value, "一行文字" if isinstance(value, str) else "文字", place)
    return str(value)


def _refuse_value(name: str, value: Any, words: str, place: Place) -> UserError:
    return UserError(f"{place}：「{name}」的值「{quote_briefly(value)}」應為{words}；請改正")


def _locate_file(written: str, what: str, data: Path, place: Place) -> Path:
    """The path of a file that is written relative to the data folder. UserError where a link leads out of the folder: a folder
    that came from elsewhere must not make the program read other files.
    """
    path = data / written
    if _lies_outside(path, data) and _is_written_within(path, data):
        raise UserError(f"{place}：{what}「{quote_briefly(written)}」是通往資料夾以外的連結，未讀取；請改放檔案本身")
    return path


def _lies_outside(path: Path, folder: Path) -> bool:
    """Whether the file lies outside the folder once all links are followed."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_written_within(path: Path, folder: Path) -> bool:
    written = Path(os.path.normpath(Path.cwd() / path))
    return any(written.is_relative_to(root) for root in (os.path.normpath(Path.cwd() / folder), os.path.realpath(folder)))


def say_files_outside_folder(settings: Settings, data: Path) -> tuple[str, ...]:
    """A sentence for each file outside the data folder that `office.yaml` names: it is read, but nobody who looks into the
    folder would see it.
    """
    named = ((what, getattr(settings, name), settings.places[name]) for name, what in _FILES.items() if name in settings.places)
    return tuple(
        f"{place}：{what}「{escape_controls(str(path))}」在資料夾之外，已照所寫的讀取"
        for what, path, place in named
        if path is not None and _lies_outside(path, data)
    )
