"""The screens there are, in the order of the rail. A new screen is one line here.

A screen is a QWidget with ``key`` and ``title``, ``activate()`` (called each time it is shown) and
``refresh(changes)`` (called when something was written while it is shown; a hidden one is told at
its next ``activate``). It may have ``open_target(target)``. Its class takes the Workspace.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.changes import Changes
    from app.views.shell.workspace import Workspace


class Screen(Protocol):
    """What the shell asks of a screen, besides being a QWidget."""

    key: str
    title: str

    def activate(self) -> None:
        """Be shown: ask for the figures that may be old."""

    def refresh(self, changes: Changes) -> None:
        """Ask for the figures that ``changes`` touched."""


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One line of the registry; the module is imported when the screen is first shown."""

    key: str
    title: str
    icon: str
    place: str
    """``module:Class``"""
    shortcut: str = ""
    at_bottom: bool = False
    in_rail: bool = True
    """Others are reached from a screen or by Ctrl+K."""

    def make(self, workspace: Workspace) -> QWidget:
        """Import the screen's module and make the screen."""
        module, _, name = self.place.partition(":")
        made = getattr(importlib.import_module(module), name)(workspace)
        return cast("QWidget", made)


def in_rail(entries: Sequence[ScreenEntry]) -> list[ScreenEntry]:
    """Return the screens that have a button in the rail, and so a number."""
    return [entry for entry in entries if entry.in_rail]


def numbers(entries: Sequence[ScreenEntry]) -> dict[str, str]:
    """Return screen → the digit that leads to it with Alt: 1 to 9, and 0 for the tenth."""
    return {entry.key: str(n % 10) for n, entry in enumerate(in_rail(entries)[:10], start=1)}


def screens() -> tuple[ScreenEntry, ...]:
    """Return the registry."""
    return (
        ScreenEntry("beranda", tr("Beranda"), "house", "app.views.home.screen:HomeScreen"),
        ScreenEntry(
            "survei", tr("Survei"), "clipboard-list", "app.views.surveys.screen:SurveysScreen"
        ),
        ScreenEntry("entri", tr("Entri"), "keyboard", "app.views.entry.screen:EntryScreen", "F5"),
        ScreenEntry(
            "verifikasi",
            tr("Verifikasi"),
            "clipboard-check",
            "app.views.verification.screen:VerificationScreen",
        ),
        ScreenEntry("hasil", tr("Hasil"), "chart-column", "app.views.results.screen:ResultsScreen"),
        ScreenEntry(
            "tindak_lanjut",
            tr("Tindak lanjut"),
            "flag",
            "app.views.follow_up.screen:FollowUpScreen",
        ),
        ScreenEntry("capaian", tr("Capaian"), "target", "app.views.capaian.screen:CapaianScreen"),
        ScreenEntry(
            "laporan", tr("Laporan"), "file-text", "app.views.reports.screen:ReportsScreen"
        ),
        ScreenEntry(
            "konsolidasi",
            tr("Konsolidasi"),
            "combine",
            "app.views.consolidation.screen:ConsolidationScreen",
        ),
        ScreenEntry("unit", tr("Unit"), "building-2", "app.views.units.screen:UnitsScreen"),
        ScreenEntry(
            "impor",
            tr("Impor jawaban"),
            "folder-open",
            "app.views.imports.screen:ImportScreen",
            in_rail=False,
        ),
        ScreenEntry(
            "pengaturan",
            tr("Pengaturan"),
            "settings",
            "app.views.settings.screen:SettingsScreen",
            at_bottom=True,
        ),
    )
