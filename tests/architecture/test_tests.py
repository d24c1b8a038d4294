"""Tests wait for a signal or a condition, never for time to pass."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
WAITING = {
    ("time", "sleep"),
    ("qtbot", "wait"),
    ("qtbot", "stop"),
    ("QTest", "qWait"),
    ("QTest", "qSleep"),
    ("QThread", "sleep"),
    ("QThread", "msleep"),
}


def _calls(tree: ast.Module) -> set[tuple[str, str]]:
    """Return the calls `object.method` and `function` of a module; functions have no object."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            found.add((node.func.value.id, node.func.attr))
        elif isinstance(node.func, ast.Name):
            found.add(("", node.func.id))
    return found


@pytest.mark.parametrize(
    "path",
    sorted(TESTS.rglob("*.py")),
    ids=lambda path: path.relative_to(TESTS).as_posix(),
)
def test_no_test_waits_for_time_to_pass(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not _calls(tree) & (WAITING | {("", "sleep")})
