"""Office packages: what the city sends to its offices, and what an office takes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog

from app.paths import documents_folder
from app.services.results.survey_results import survey_names
from app.texts import tr
from app.views.settings.page import SettingsPage, press_by
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import clear, column, row
from app.views.widgets.message import MessageLine, Tone
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.models.office_package import OfficePackage
    from app.services.changes import Changes
    from app.services.offices.overview import OfficeOverview
    from app.services.sending_down.service import Taking
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

NAME = "pengaturan.paket"


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence about a package, and whether it is a change."""

    text: str
    changes: bool


class CityPackagePage(SettingsPage):
    """Writing an office package at the left, taking one at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName(NAME)
        self._workspace = workspace
        self._path: Path | None = None
        self._read_only = True
        self._boxes: dict[int, QCheckBox] = {}
        self._make()
        self._lay_out()
        self._connect()
        self._show_taking(None)

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:  # noqa: ARG002 - asks for what it shows
        """Ask which surveys may be sent as definitions."""
        self._read_only = read_only
        for button in (self.send, self.choose):
            button.setEnabled(not read_only)
        self._workspace.run(_definable, self._offer, owner=self, replace_key=NAME)

    # ------------------------------------------------------------------ sending
    def send_to(self, path: Path) -> None:
        """Write an office package."""
        chosen = [survey_id for survey_id, box in self._boxes.items() if box.isChecked()]

        def work(session: Session) -> OfficePackage:
            surveys = [session.surveys.get(survey_id) for survey_id in chosen]
            return session.sending_down.send(path, surveys)

        self._workspace.run(work, lambda made: self._sent(path, made), self._refused, owner=self)

    def _sent(self, path: Path, made: OfficePackage) -> None:
        self.message.hide()
        self._workspace.say(
            tr(
                "Paket kantor ditulis ke {berkas}: {unit} unit, {survei} ketentuan survei.",
                berkas=path,
                unit=len(made.units),
                survei=len(made.definitions),
            )
        )

    def _choose_target(self) -> None:
        def ask(name: str) -> None:
            target, _ = QFileDialog.getSaveFileName(
                self,
                tr("Tulis paket kantor"),
                str(documents_folder() / name),
                tr("Paket kantor (*.sqlite)"),
            )
            if target:
                path = Path(target)
                self.send_to(path if path.suffix else path.with_suffix(".sqlite"))

        self._workspace.run(lambda session: session.sending_down.file_name(), ask, owner=self)

    def _offer(self, offered: list[tuple[int, str, bool]]) -> None:
        before = {key: box.isChecked() for key, box in self._boxes.items()}
        clear(self._surveys)
        self._boxes = {}
        for survey_id, words, usual in offered:
            box = QCheckBox(words)
            box.setObjectName(f"{NAME}.survei.{survey_id}")
            box.setAccessibleName(words)
            box.setChecked(before.get(survey_id, usual))
            self._boxes[survey_id] = box
            self._surveys.addWidget(box)
        self.nothing.setVisible(not offered)

    # ------------------------------------------------------------------ taking
    def open_package(self, path: Path, code: str = "") -> None:
        """Show what a package would change."""
        self._path = path
        self._workspace.run(
            lambda session: session.sending_down.look(path, code),
            self._show_taking,
            self._refused,
            owner=self,
        )

    def take(self) -> None:
        """Take the package that is shown."""
        path, code = self._path, self.unit.key
        if path is None or not self.accept.isEnabled():
            return

        def work(session: Session) -> tuple[Taking, Changes]:
            return session.sending_down.take(path, code)

        def done(result: tuple[Taking, Changes]) -> None:
            self._show_taking(None)
            self._workspace.say(result[0].sentence)

        self._workspace.write(work, done, self._refused, owner=self)

    def _choose_package(self) -> None:
        kinds = tr("Paket kantor (*.sqlite);;Semua berkas (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Buka paket kantor dari kota"), str(documents_folder()), kinds
        )
        if chosen:
            self.open_package(Path(chosen))

    def _show_taking(self, taking: Taking | None) -> None:
        self.message.hide()
        if taking is None:
            self._path = None
        for part in (self.source, self.verdict, self.table, self.note, self.accept, self.cancel):
            part.setVisible(taking is not None)
        asks = taking is not None and (taking.needs_unit or len(self.unit.key) > 0)
        self.unit.setVisible(asks)
        if taking is None:
            self.unit.set_choices([])
            return
        if taking.needs_unit:
            self._offer_units(taking)
        city = taking.package.sender.name
        self.source.setText(tr("Dari {kota}.", kota=city))
        self.verdict.setText(taking.sentence)
        lines = [_Line(text, changes=True) for text in taking.changes]
        lines += [_Line(text, changes=False) for text in taking.remarks]
        self.table.setVisible(bool(lines))
        self.table.set_rows(lines)
        self.table.select_row(lines[0] if lines else None)
        self._show_note()
        self.accept.setEnabled(taking.does_something and not self._read_only)
        focus = self.unit if taking.needs_unit else self.accept
        (focus if focus.isEnabled() else self.cancel).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_note(self) -> None:
        """Write out the whole sentence of the selected row."""
        lines = [one for one in self.table.selected_rows() if isinstance(one, _Line)]
        self.note.setText(lines[0].text if lines else "")
        self.note.setVisible(bool(lines))

    def _offer_units(self, taking: Taking) -> None:
        proposed = [sent.unit for sent in taking.proposed]
        others = [sent.unit for sent in taking.package.units if sent.unit not in proposed]
        choices = [
            (unit.code, tr("{nama} · {kode}", nama=unit.name, kode=unit.code))
            for unit in (*proposed, *sorted(others, key=lambda unit: unit.name.casefold()))
            if unit.active
        ]
        self.unit.set_choices([("", tr("Pilih unit Anda di daftar kota")), *choices])
        self.unit.choose("")

    def _unit_picked(self, code: str) -> None:
        if self._path is not None and code:
            self.open_package(self._path, code)

    def _refused(self, error: PuasError) -> None:
        self._show_taking(None)
        self.message.say(error.sentence, Tone.DANGER)

    # ------------------------------------------------------------------ parts
    def _make(self) -> None:
        self.message = MessageLine(name=f"{NAME}.pesan")
        self._surveys = column(gap=6)
        self.nothing = Caption(
            tr("Belum ada ketentuan survei: buat survei untuk unit kantor ini sendiri dahulu."),
            name=f"{NAME}.kosong",
            wrap=True,
        )
        self.send = PrimaryButton(tr("Kirim ke kantor…"), name=f"{NAME}.kirim")
        self.choose = SecondaryButton(tr("Buka paket dari kota…"), name=f"{NAME}.buka")
        self.source = Label("", "body", name=f"{NAME}.sumber", wrap=True)
        self.unit = ChoiceBox(name=f"{NAME}.unit", accessible=tr("Unit kita di daftar kota"))
        self.verdict = Label("", "body", name=f"{NAME}.putusan", wrap=True)
        self.table = DataTable(
            _columns(),
            name=f"{NAME}.tabel",
            accessible=tr("Yang berubah dan yang tidak diubah"),
            empty=tr("Tidak ada yang berubah."),
        )
        self.table.setMinimumHeight(px(140))
        self.note = Label("", "small", name=f"{NAME}.catatan", wrap=True)
        self.accept = PrimaryButton(tr("Ambil semua"), name=f"{NAME}.ambil", hint="Ctrl+S")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{NAME}.batal", hint="Esc")

    def _lay_out(self) -> None:
        about = Caption(
            tr(
                "Satu berkas untuk semua kantor: daftar unit, layanan, instrumen buatan sendiri,"
                " ketentuan survei, dan pejabat. Kantor yang memakainya mengirim paket dengan kode"
                " yang sama, jadi tidak perlu dipetakan."
            ),
            wrap=True,
        )
        sending = Card(
            about,
            Label(tr("Ketentuan survei"), "caption-strong"),
            self._surveys,
            self.nothing,
            1,
            row(self.send, 1),
            title=tr("Kirim ke kantor"),
            gap=10,
        )
        taking = Card(
            Caption(
                tr(
                    "Mengambil daftar dan ketentuan kota ke berkas ini. Yang sudah berisi jawaban"
                    " tidak diubah."
                ),
                wrap=True,
            ),
            row(self.choose, 1),
            self.source,
            self.unit,
            self.verdict,
            self.table,
            self.note,
            1,
            row(1, self.cancel, self.accept, gap=8),
            title=tr("Terima dari kota"),
            gap=10,
        )
        whole = column(self.message, Columns((sending, 2), (taking, 3)), gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.send.clicked.connect(self._choose_target)
        self.choose.clicked.connect(self._choose_package)
        self.accept.clicked.connect(self.take)
        self.cancel.clicked.connect(lambda: self._show_taking(None))
        self.table.selection_changed.connect(self._show_note)
        self.unit.picked.connect(self._unit_picked)
        press_by("Ctrl+S", self.accept, self)
        press_by("Esc", self.cancel, self)


def _definable(session: Session) -> list[tuple[int, str, bool]]:
    """Return id, name and whether it is usually sent, of each survey that may be a definition."""
    down = session.sending_down
    usual = {one.id for one in down.usually_sent()}
    found = down.definable()
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in found)
    return [(one.id, names[one.id], one.id in usual) for one in found]


def _columns() -> list[Column[_Line]]:
    return [
        Column("hal", tr("Hal"), lambda line: line.text, stretch=True),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda line: tr("berubah") if line.changes else tr("tidak diubah"),
            badge=lambda line: "fine" if line.changes else "warning",
            width=120,
        ),
    ]
