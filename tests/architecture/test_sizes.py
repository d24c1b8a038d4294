"""A module has one subject and a function fits the eye (docs/decisions.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE_LIMIT = 400
FUNCTION_LIMIT = 60

FOLDERS = ("app", "tests", "scripts", "benchmarks")
MODULES = [
    ROOT / "main.py",
    *sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")),
]


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines from `def` to the last statement."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_a_module_stays_within_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LIMIT


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_no_function_is_longer_than_60_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    too_long = {
        f"{node.name}, line {node.lineno}": _lines(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _lines(node) > FUNCTION_LIMIT
    }
    assert too_long == {}
