"""What waits to be done; only what is really so, each with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.models.period import long_date
from app.texts import tr
from app.views.widgets.buttons import IconButton
from app.views.widgets.card import Card
from app.views.widgets.labels import IconLabel, Label
from app.views.widgets.layout import clear, row, rule

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from app.services.planning.reminders import Reminder
    from app.services.results.home import HomeSummary, SurveyCard


MOST_LINES = 8
"""Lines that are shown; a city has hundreds of surveys."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do, and the screen (with its target) where it is done."""

    key: str
    icon: str
    text: str
    survey_id: int
    screen: str
    target: object = None


class WaitingCard(Card):
    """The list of what waits."""

    wanted = Signal(object)
    """A Waiting: go there."""

    def __init__(self, name: str = "beranda.menunggu") -> None:
        super().__init__(title=tr("Menunggu"), name=name, gap=6)

    def show_waiting(self, waiting: list[Waiting]) -> None:
        """Show other things to do."""
        clear(self.body, keep=1)
        for one in waiting[:MOST_LINES]:
            self.body.addWidget(rule())
            self.body.addWidget(WaitingLine(one, self))
        if len(waiting) > MOST_LINES:
            more = tr("Dan {jumlah} hal lain.", jumlah=len(waiting) - MOST_LINES)
            self.body.addWidget(Label(more, "muted"))
        if not waiting:
            self.body.addWidget(Label(tr("Tidak ada yang menunggu."), "muted"))


class WaitingLine(Card):
    """An icon, what waits, and the button that leads there."""

    def __init__(self, waiting: Waiting, card: WaitingCard) -> None:
        super().__init__(margins=(0, 2, 0, 2))
        self.setProperty("kind", "")
        text = Label(waiting.text, "body", wrap=True)
        button = _open_button(waiting)
        button.clicked.connect(lambda: card.wanted.emit(waiting))
        icon = IconLabel(waiting.icon)
        line = row(icon, text, button, gap=10)
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)


def _open_button(waiting: Waiting) -> IconButton:
    return IconButton(
        "chevron-right",
        name=f"beranda.menunggu.{waiting.key}",
        accessible=tr("Buka: {hal}", hal=waiting.text),
    )


def waiting_of(home: HomeSummary, today: date) -> list[Waiting]:
    """Return what waits over all open surveys, each survey named where there are several."""
    several = len(home.cards) > 1
    found: list[Waiting] = []
    for card in home.cards:
        found += _of_card(card, f"{card.name}: " if several else "", today, home)
    return found


def reminded_of(reminders: Sequence[Reminder], screens: Collection[str]) -> list[Waiting]:
    """Return the reminders as lines; where a screen is not there, Hasil takes its place."""
    return [
        Waiting(
            f"{one.key}.{one.survey_id}",
            "triangle-alert" if one.late else "clipboard-list",
            one.text,
            one.survey_id,
            one.screen if one.screen in screens else "hasil",
            one.target,
        )
        for one in reminders
    ]


def came_of(packages: int, survey_id: int) -> list[Waiting]:
    """Return the line about packages that wait in the folder that is watched."""
    if not packages:
        return []
    text = tr("{n} paket di folder yang diawasi belum digabungkan", n=packages)
    return [Waiting("paket", "combine", text, survey_id, "konsolidasi", "paket")]


def _of_card(card: SurveyCard, prefix: str, today: date, home: HomeSummary) -> list[Waiting]:
    survey_id = card.survey.id
    found = []
    if card.draft is not None:
        text = tr("Lembar {nomor} belum selesai diketik", nomor=card.draft.number)
        found.append(Waiting("konsep", "keyboard", prefix + text, survey_id, "entri"))
    if card.findings:
        text = tr("{jumlah} hal perlu diperiksa", jumlah=len(card.findings))
        found.append(Waiting("periksa", "flag", prefix + text, survey_id, "hasil", "temuan"))
    if not home.read_only and (text := _sending_text(card, today)):
        found.append(Waiting("kirim", "send", prefix + text, survey_id, "beranda", "kirim"))
    return found


def _sending_text(card: SurveyCard, today: date) -> str:
    """Return what is to be said about the package: it is due, or no longer up to date."""
    if card.sent_at is not None:
        at = long_date(card.sent_at.astimezone().date())
        stale = tr("Paket {tanggal} belum memuat perubahan sesudahnya", tanggal=at)
        return stale if card.changed_since_sent else ""
    left = card.days_left(today)
    enough = card.minimum is not None and card.sheets >= card.minimum > 0
    over = left is not None and left < 0 and card.sheets > 0
    return tr("Paket belum dikirim ke kota") if enough or over else ""
