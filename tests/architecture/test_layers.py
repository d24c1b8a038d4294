"""The layers, looked at from inside single modules: what import-linter's contracts cannot say.

The contracts themselves stand in pyproject.toml; scripts/test runs them.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
FORBIDDEN = {
    "views": {"sqlite3", "sqlite_utils", "pandas", "reportlab", "docx", "xlsxwriter"},
    "services": {"PySide6", "shiboken6", "pyqtgraph", "sqlite3", "sqlite_utils"},
    "models": {"PySide6", "shiboken6", "pyqtgraph", "pandas", "reportlab", "docx", "xlsxwriter"},
}
MODULES = [(layer, path) for layer in FORBIDDEN for path in sorted((APP / layer).rglob("*.py"))]
SQL = ("SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA ")


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the absolute name of every imported module, also of those imported late."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _texts(tree: ast.Module) -> Iterator[str]:
    """Yield every text of the module that is not a docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.value


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _named(value: object) -> str:
    return value.relative_to(ROOT).as_posix() if isinstance(value, Path) else str(value)


@pytest.mark.parametrize(("layer", "path"), MODULES, ids=_named)
def test_a_layer_imports_no_forbidden_library(layer: str, path: Path) -> None:
    libraries = {name.split(".")[0] for name in _imported(_tree(path))}
    assert not libraries & FORBIDDEN[layer]


@pytest.mark.parametrize("path", sorted((APP / "views").rglob("*.py")), ids=_named)
def test_a_view_never_reaches_for_the_store(path: Path) -> None:
    assert not [name for name in _imported(_tree(path)) if name.startswith("app.models.store")]


@pytest.mark.parametrize(
    "path",
    sorted(path for path in APP.rglob("*.py") if not path.is_relative_to(APP / "models/store")),
    ids=_named,
)
def test_sql_is_written_in_the_store_alone(path: Path) -> None:
    assert not [text for text in _texts(_tree(path)) if text.lstrip().startswith(SQL)]


@pytest.mark.parametrize("module", ["main", "app.cli"])
def test_starting_costs_no_heavy_library(module: str) -> None:
    heavy = {"PySide6", "docx", "duckdb", "numpy", "pandas", "psycopg", "pyqtgraph"}
    heavy |= {"reportlab", "sqlite_utils"}
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not heavy & set(loaded)
