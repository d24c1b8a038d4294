"""The lock carries versions and hashes, no addresses, and fits what the project asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return found.group().lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_holds_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^--(?!hash)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_package_has_one_version_and_its_hashes(lock: Path) -> None:
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    unfit = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
    assert unfit == []


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {_name(requirement) for requirement in project["project"]["dependencies"]}
    groups = project["dependency-groups"]
    for file, wanted in {
        "run": asked | {_name(name) for name in groups["build"]},
        "dev": asked | {_name(name) for name in groups["build"] + groups["dev"]},
        "installer": asked | {_name(name) for name in groups["installer"]},
    }.items():
        lines = (ROOT / "requirements" / f"{file}.txt").read_text(encoding="utf-8").splitlines()
        locked = {_name(line) for line in lines if "==" in line}
        assert wanted <= locked, file
