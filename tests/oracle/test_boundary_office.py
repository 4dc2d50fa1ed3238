"""The offices at the boundaries of the alternative readings tell every reading, and every combination, from the others."""

from collections import Counter
from random import Random

from .boundary_office import make_boundary_office
from .calculate import calculate_each
from .readings import Choice, list_choices, touched

CHOICES = list_choices()
DEFAULT = 0  # the first of what is calculated


def parts_of(choice: Choice) -> list[int]:
    """The places, in what is calculated, of the alternatives that a choice combines."""
    singles: list[Choice] = [{place: (name,)} for place, names in choice.items() for name in names]
    return [1 + CHOICES.index(single) for single in singles]


def test_every_choice_moves_its_measures() -> None:
    moved: Counter[tuple[str, str, str]] = Counter()
    for seed in range(12):
        for report in ("final", "midterm"):
            tables, options = make_boundary_office(Random(seed), report)
            results = calculate_each(tables, [{}, *CHOICES], **options)  # type: ignore[arg-type]
            for choice, result in zip(CHOICES, results[1:], strict=True):
                others = [DEFAULT, *(parts_of(choice) if len(parts_of(choice)) > 1 else [])]
                for measure in touched(choice):
                    if all(result[measure] != results[other][measure] for other in others):
                        moved[str(choice), measure, report] += 1
    wanted = {
        (str(choice), measure, report) for choice in CHOICES for measure in touched(choice) for report in ("final", "midterm")
    }
    assert wanted - set(moved) == set()


def test_same_seed_gives_the_same_office() -> None:
    assert make_boundary_office(Random(5), "final") == make_boundary_office(Random(5), "final")
