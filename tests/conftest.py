"""What is slow by the folder it stands in; slow tests of other folders are marked where they stand."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SLOW_FOLDERS = {
    "agreement",  # whole offices
    "cli",  # processes
    "dress",  # whole offices in files of every format
    "outputs",  # processes and signals
    "package",  # a wheel
    "untidy",  # whole offices
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow folders."""
    for item in items:
        if item.path.is_relative_to(TESTS) and item.path.relative_to(TESTS).parts[0] in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)
