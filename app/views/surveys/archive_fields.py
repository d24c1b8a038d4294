"""The fields beside the register of berita acara: lock, how long sheets are kept, destroying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.period import long_date
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.labels import Caption, Heading, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from app.services.archive.service import ArchiveState
    from app.services.offices.backups import BackupItem

PREFIX = "survei.arsip"
_MOST_LETTERS = 500
_SHOWN = 6


def _line(letters: int = 100) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(letters)
    return field


class DeedFields(QWidget):
    """Why, by whom, under which letter number: asked alike for every deed."""

    def __init__(self) -> None:
        super().__init__()
        self.reason, self.by, self.number = _line(_MOST_LETTERS), _line(), _line()
        self.reason_row = FormRow(tr("Alasan"), self.reason, name=f"{PREFIX}.alasan")
        self.by_row = FormRow(
            tr("Oleh"),
            self.by,
            name=f"{PREFIX}.oleh",
            hint=tr("Kosong: petugas yang sedang bekerja."),
        )
        number = FormRow(
            tr("Nomor berita acara"),
            self.number,
            name=f"{PREFIX}.nomor",
            hint=tr("Boleh kosong; pada kertas menjadi titik-titik."),
        )
        self.lock = PrimaryButton(tr("Kunci survei"), name=f"{PREFIX}.kunci")
        self.unlock = SecondaryButton(tr("Buka kunci"), name=f"{PREFIX}.buka_kunci")
        self.blocked = Label("", "small", tone="warning", name=f"{PREFIX}.halangan", wrap=True)
        self.setLayout(
            column(
                self.reason_row,
                self.by_row,
                number,
                self.blocked,
                row(self.lock, self.unlock, 1),
                gap=10,
            )
        )

    def show_state(self, state: ArchiveState, *, editable: bool) -> None:
        """Offer what can be done now, and say what is in the way."""
        gone = state.survey.destroyed_on is not None
        self.setVisible(not gone)
        self.lock.setVisible(not state.is_locked)
        self.unlock.setVisible(state.is_locked)
        texts = list(state.blockers)
        if not state.is_locked and not state.sheets:
            texts.append(tr("Belum ada lembar; berita acaranya akan menyebut 0 lembar."))
        self.blocked.setText("\n".join(texts))
        self.blocked.setVisible(bool(texts))
        self.lock.setEnabled(editable and not state.blockers)
        self.unlock.setEnabled(editable)
        for field in (self.reason, self.by, self.number):
            field.setEnabled(editable)

    def require_reason(self) -> bool:
        """Say that the reason is missing where it is; return whether it is there."""
        if self.reason.text().strip():
            return True
        self.reason_row.set_error(tr("Isi alasannya; alasan itu dicetak pada berita acara."))
        self.reason.setFocus()
        return False

    def empty(self) -> None:
        """Forget what was typed: the deed is done."""
        for field in (self.reason, self.by, self.number):
            field.clear()


class RetentionFields(QWidget):
    """Until when the sheets are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.until = DateField()
        hint = tr(
            "Usulan: dua tahun sesudah periode. Jadwal retensi arsip (JRA) kantor menentukan."
        )
        self.row = FormRow(
            tr("Lembar disimpan sampai"), self.until, name=f"{PREFIX}.simpan_sampai", hint=hint
        )
        self.save = SmallButton(tr("Simpan tanggal"), name=f"{PREFIX}.simpan")
        self.state = Caption("", name=f"{PREFIX}.simpan.keterangan", wrap=True)
        self.setLayout(column(self.row, row(self.save, 1), self.state, gap=6))

    def show_state(self, state: ArchiveState, *, editable: bool) -> None:
        """Show the stored day, or the proposal where there is none."""
        until = state.survey.retain_until
        self.setVisible(state.survey.destroyed_on is None)
        self.until.set_day(until or state.proposal)
        self.state.setText(
            tr("Tersimpan: {tanggal}.", tanggal=long_date(until))
            if until
            else tr("Belum disimpan; ditetapkan juga saat survei dikunci.")
        )
        self.until.setEnabled(editable)
        self.save.setEnabled(editable)


class DestroyFields(QWidget):
    """Destroying the sheets for good: the code of the survey is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"{PREFIX}.pemusnahan")
        self.warning = Label("", "small", tone="danger", wrap=True)
        self.code, self.witnesses = _line(130), _line(300)
        self.code_row = FormRow(tr("Ketik kode survei ini"), self.code, name=f"{PREFIX}.konfirmasi")
        witnesses = FormRow(
            tr("Saksi"),
            self.witnesses,
            name=f"{PREFIX}.saksi",
            hint=tr("Pisahkan dengan titik koma; kosong menjadi garis untuk diisi."),
        )
        self.deed = SecondaryButton(tr("Musnahkan lembar"), name=f"{PREFIX}.musnahkan")
        self.setLayout(
            column(
                Heading(tr("Musnahkan"), small=True),
                self.warning,
                self.code_row,
                witnesses,
                row(self.deed, 1),
                gap=8,
            )
        )

    def show_state(self, state: ArchiveState, *, editable: bool) -> None:
        """Offer it for a locked survey that still has its sheets."""
        self.setVisible(state.is_locked and state.survey.destroyed_on is None)
        self.warning.setText(
            tr(
                "{n} lembar, saran, dan riwayat isinya dihapus untuk selamanya; tidak ada"
                " Urungkan. IKM dan hitungan gabungan tetap ada. Alasan di atas ikut dicetak.",
                n=indonesian(state.sheets, 0),
            )
        )
        self.code_row.hint.setText(tr("Kodenya: {kode}", kode=state.survey.code))
        self.code_row.hint.show()
        for widget in (self.code, self.witnesses, self.deed):
            widget.setEnabled(editable)

    @property
    def names(self) -> tuple[str, ...]:
        """The witnesses, one by one."""
        return tuple(name.strip() for name in self.witnesses.text().split(";") if name.strip())


class ElsewhereNote(QWidget):
    """Where the destroyed sheets may still be, and the deed that deletes old backups."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Label("", "small", name=f"{PREFIX}.di_luar", wrap=True)
        self.delete = SecondaryButton(
            tr("Hapus cadangan yang memuatnya"), name=f"{PREFIX}.hapus_cadangan"
        )
        self.setLayout(column(self.text, row(self.delete, 1), gap=8))

    def show_state(self, state: ArchiveState, backups: list[BackupItem], *, editable: bool) -> None:
        """Say what is known of a destroyed survey."""
        destroyed = state.survey.destroyed_on is not None
        groups = (
            (tr("Cadangan yang masih memuatnya"), [item.path.name for item in backups]),
            (tr("Paket di tempat lain"), [f"{one.name} ({one.at})" for one in state.exports]),
            (tr("Berkas impor di tempat lain"), [f"{o.name} ({o.at})" for o in state.imports]),
            (tr("Pernah diterbitkan ke"), [f"{one.name} ({one.at})" for one in state.published]),
        )
        parts = [_listed(title, names) for title, names in groups if names]
        if state.exports or state.imports:
            parts.append(tr("Berkas di tempat lain dimusnahkan sendiri."))
        if state.published:
            parts.append(tr("Terbitkan sekali lagi; lembarnya lalu hilang juga di tempat terbit."))
        self.setVisible(destroyed and bool(parts))
        self.text.setText("\n\n".join(parts))
        self.delete.setVisible(bool(backups))
        self.delete.setEnabled(editable)


def _listed(title: str, names: list[str]) -> str:
    shown = names[:_SHOWN]
    if len(names) > _SHOWN:
        shown.append(tr("dan {n} lagi", n=len(names) - _SHOWN))
    return tr("{judul}: {daftar}.", judul=title, daftar=", ".join(shown))
