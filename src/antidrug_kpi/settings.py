"""What a run is asked for, and an office's own `office.yaml`, whose settings hold wherever the command line says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidrug_kpi.errors import SpecError, UsageError, UserError, name_closest

if TYPE_CHECKING:
    from antidrug_kpi.plans.located import Place

DEFAULT_PLAN = "mohw-113"
DEFAULT_REPORT = "final"
SETTINGS_FILE = "office.yaml"
_NOT_SETTABLE = frozenset({"specs", "by", "ask_password", "places"})
_WRITTEN_AS_BOOL = (bool, " true 或 false")
_KINDS: dict[str, tuple[type, str]] = {"year": (int, "整數"), "strict": _WRITTEN_AS_BOOL, "quiet": _WRITTEN_AS_BOOL}


@dataclass(frozen=True)
class Settings:
    """The options of a run; none where neither the command line nor the office says anything."""

    plan: str | None = None
    report: str | None = None
    jurisdiction: str | None = None
    as_of: str | None = None
    year: int | None = None
    only: tuple[str, ...] = ()
    strict: bool | None = None
    quiet: bool | None = None
    specs: tuple[Path, ...] = field(default=())
    by: str | None = None
    mapping: Path | None = None
    password_env: str | None = None
    ask_password: Callable[[], str | None] | None = None
    """Asks a person, where the environment holds no password; None where there is nobody to ask."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the office's own settings stand that hold."""

    def or_else(self, other: Settings) -> Settings:
        """These settings, and the other ones where these say nothing."""
        values = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "places"}
        own = {name: value for name, value in values.items() if value not in (None, ())}
        places = {name: place for name, place in other.places.items() if name not in own}
        return replace(other, **own, places={**places, **self.places})

    @contextmanager
    def blame(self, name: str) -> Iterator[None]:
        """Let an error of a setting that the office's file made name its line, and the setting as it is called there."""
        try:
            yield
        except UserError as error:
            if name not in self.places or isinstance(error, SpecError):
                raise
            option = f"--{name.replace('_', '-')}"
            raise UserError(f"{self.places[name]}：{str(error).replace(option, name)}") from None


def check_year(year: int) -> None:
    """UsageError where the number is no ROC year."""
    if not 1 <= year <= 200:
        raise UsageError(f"--year「{year}」應為民國年（1 至 200），例如 113")


def read_office_settings(data: Path) -> Settings:
    """The settings in the data folder's `office.yaml`; none at all where there is no such file. Raises UserError where it is
    wrong.
    """
    path = data / SETTINGS_FILE
    if not (data.is_dir() and path.is_file()):
        return Settings()
    from antidrug_kpi.plans.located import read_yaml

    source = read_yaml(path, SETTINGS_FILE)
    if source.problems:
        raise UserError(source.problems[0])
    if source.data is None:
        return Settings()
    if not isinstance(source.data, dict):
        raise UserError(f"{SETTINGS_FILE}：應為「鍵: 值」，例如 jurisdiction: 高雄市")
    known = [part.name for part in fields(Settings) if part.name not in _NOT_SETTABLE]
    for name in source.data:
        if str(name).replace("-", "_") not in known:
            place = source.find_place((name,))
            raise UserError(f"{place}：不認得的設定「{name}」{name_closest(str(name), known)}；可用：{'、'.join(known)}")
    values = {str(name).replace("-", "_"): (value, source.find_place((name,))) for name, value in source.data.items()}
    settings = Settings(**{name: _read_value(name, value, place) for name, (value, place) in values.items()})
    places = {name: place for name, (_, place) in values.items() if place is not None}
    return replace(settings, mapping=None if settings.mapping is None else data / settings.mapping, places=places)


def _read_value(name: str, value: Any, place: object) -> Any:
    """A setting's value; UserError with file and line where it is of another kind."""
    if name == "only":
        return tuple(str(part) for part in (value if isinstance(value, list) else [value]))
    wanted, words = _KINDS.get(name, (str, "文字"))
    if wanted is str and isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, wanted):
        raise UserError(f"{place}：「{name}」的值「{value}」應為{words}；請改正")
    return value
