"""The only place that knows where files live.

``PUAS_HOME`` redirects every folder that is written to, which is how tests and portable
installations keep to themselves.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_APP = "Puas"


def resource(*parts: str) -> Path:
    """Return the path of a file shipped with the program, in a checkout and when frozen."""
    return _program_folder().joinpath("resources", *parts)


def manual(page: str = "") -> Path:
    """Return the folder of the manual, or the file of one of its pages."""
    folder = _program_folder() / "docs" / "panduan"
    return folder / f"{page}.md" if page else folder


def data_folder() -> Path:
    """Return the folder of office files made by the program itself, such as the sample."""
    return _made(_home("data") or Path(platformdirs.user_data_dir(_APP, appauthor=False)))


def documents_folder() -> Path:
    """Return the folder offered first when the user saves or opens a file."""
    return _made(_home("dokumen") or Path(platformdirs.user_documents_dir()) / _APP)


def log_folder() -> Path:
    """Return the folder of the program's own log, which holds no survey data."""
    return _made(_home("log") or Path(platformdirs.user_log_dir(_APP, appauthor=False)))


def settings_file() -> Path:
    """Return the file of the user's preferences."""
    folder = _home("config") or Path(platformdirs.user_config_dir(_APP, appauthor=False))
    return _made(folder) / "pengaturan.json"


def backup_folder(office_file: Path) -> Path:
    """Return the folder beside ``office_file`` that keeps its backups; it may not exist yet."""
    return office_file.parent / f"{office_file.stem} cadangan"


def is_there(path: Path) -> bool:
    """Say whether something bears this name; what cannot even be looked at is not there.

    Reading or writing it is refused soon enough, with the reason.
    """
    try:
        return path.exists()
    except OSError:
        return False


def real_file(path: Path) -> Path:
    """Return the file that a link leads to; what belongs to it lies beside it, not the link."""
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError):
        return path


def is_folder(path: Path) -> bool:
    """Say whether this is a folder that can be looked at; a drive that hangs or is gone is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def readable(path: Path) -> str:
    """Return a path as a person reads it: what lies in one's own folder begins with ``~``."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _program_folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def _home(name: str) -> Path | None:
    home = os.environ.get("PUAS_HOME")
    return Path(home) / name if home else None


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
