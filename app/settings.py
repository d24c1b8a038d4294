"""The user's preferences: the only place that reads and writes them."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.paths import settings_file

if TYPE_CHECKING:
    from pathlib import Path

_changing = Lock()
"""The thread of the file and that of the window both change preferences."""

TEXT_SIZES = (100, 110, 125, 150)
THEMES = ("sistem", "terang", "gelap")


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences of one user on one computer; nothing here belongs to an office's data."""

    theme: str = "sistem"
    text_size: int = 100
    language: str = "id"
    last_file: str = ""
    operator: str = ""
    second_backup_folder: str = ""
    sound: bool = True
    report_options: str = "{}"
    """JSON: code of the office → key of the report (* for all) → what was last chosen."""
    watched_folders: str = "{}"
    """JSON: installation of the office file → the folder that is watched for packages."""


def load_settings(file: Path | None = None) -> Settings:
    """Return the stored preferences; what is missing or does not fit is the default."""
    try:
        stored = json.loads((file or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _fitting(stored) if isinstance(stored, dict) else Settings()


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the preferences whole or not at all; a disk that refuses costs only the preference."""
    target = file or settings_file()
    temporary = target.with_suffix(".baru")
    with contextlib.suppress(OSError):
        temporary.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
        os.replace(temporary, target)


def update_settings(**changes: Any) -> Settings:  # noqa: ANN401 - the values of any fields of Settings
    """Change some preferences, write them and return all."""
    with _changing:
        settings = replace(load_settings(), **changes)
        save_settings(settings)
    return settings


def _fitting(stored: dict[str, Any]) -> Settings:
    known = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if type(stored.get(field.name)) is type(field.default)
    }
    settings = Settings(**known)
    if settings.theme not in THEMES:
        settings = replace(settings, theme="sistem")
    if settings.text_size not in TEXT_SIZES:
        settings = replace(settings, text_size=100)
    return settings
