"""The tab Publikasi dan forum: two registers beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.models.follow_up import Channel, Forum, Publication
from app.models.period import long_date
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.follow_up.page import FollowUpPage
from app.views.follow_up.register import Register
from app.views.widgets.columns import Columns
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox, NumberField
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.services.follow_up.overview import FollowUpOverview
    from app.views.shell.workspace import Workspace


class PublicPage(FollowUpPage):
    """Where the result was made public, and where it was discussed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._survey_id = 0
        self.publications, self.forums = PublicationRegister(), ForumRegister()
        both = Columns((self.publications, 1), (self.forums, 1), narrow=820)
        self.setLayout(column(scrolled(both, name="tindak_lanjut.publikasi.gulir")))
        self._connect()

    def show_overview(self, shown: FollowUpOverview, *, read_only: bool) -> None:
        """Show both registers."""
        survey = shown.survey.id
        other = survey != self._survey_id
        self._survey_id = survey
        self.publications.show_records(shown.publications, survey, other=other, read_only=read_only)
        self.forums.show_records(shown.forums, survey, other=other, read_only=read_only)

    def _connect(self) -> None:
        self.publications.submitted.connect(self._save_publication)
        self.publications.deleted.connect(self._delete_publication)
        self.forums.submitted.connect(self._save_forum)
        self.forums.deleted.connect(self._delete_forum)

    def _save_publication(self, record: Publication) -> None:
        self.do(
            lambda session: session.follow_up.public.save_publication(record),
            lambda _: tr("Publikasi tersimpan."),
            on_done=lambda result: self.publications.saved(result[0]),
        )

    def _delete_publication(self, record: Publication) -> None:
        self.do(
            lambda session: session.follow_up.public.delete_publication(record),
            lambda _: tr("Publikasi dihapus."),
            undo=lambda session, _: session.follow_up.public.save_publication(
                replace(record, id=0)
            ),
        )

    def _save_forum(self, record: Forum) -> None:
        self.do(
            lambda session: session.follow_up.public.save_forum(record),
            lambda _: tr("Forum Konsultasi Publik tersimpan."),
            on_done=lambda result: self.forums.saved(result[0]),
        )

    def _delete_forum(self, record: Forum) -> None:
        self.do(
            lambda session: session.follow_up.public.delete_forum(record),
            lambda _: tr("Forum Konsultasi Publik dihapus."),
            undo=lambda session, _: session.follow_up.public.save_forum(replace(record, id=0)),
        )


class PublicationRegister(Register[Publication]):
    """Day, way, place and remark of each publication."""

    def __init__(self) -> None:
        super().__init__(
            "tindak_lanjut.publikasi",
            tr("Publikasi hasil"),
            _publication_columns(),
            empty=tr("Belum ada publikasi. Isi di bawah, lalu simpan."),
        )
        name = self.name
        self.channel = ChoiceBox(
            [(Channel.OFFLINE.value, tr("luring")), (Channel.ONLINE.value, tr("daring"))],
            name=f"{name}.cara",
            accessible=tr("Cara"),
        )
        self.place = QLineEdit()
        self.place.setMaxLength(1000)
        self.place.setPlaceholderText(tr("Alamat laman, atau nama papan"))
        when = row(
            FormRow(tr("Tanggal"), self.day, name=f"{name}.tanggal"),
            FormRow(tr("Cara"), self.channel, name=f"{name}.cara"),
            gap=8,
        )
        self.required = FormRow(tr("Tempat"), self.place, name=f"{name}.tempat")
        self.finish(when, self.required, FormRow(tr("Catatan"), self.note, name=f"{name}.catatan"))

    def fill(self, record: Publication | None) -> None:
        """Show one publication, or an empty form."""
        self.day.set_day(record.day if record else date.today())  # noqa: DTZ011 - the office's own day
        self.channel.choose(record.channel.value if record else Channel.OFFLINE.value)
        self.place.setText(record.place if record else "")
        self.note.setPlainText(record.note if record else "")
        self.required.set_error("")

    def filled(self, record: Publication | None, survey_id: int) -> Publication | None:
        """Return what the form says; None where the place is missing."""
        if not self.place.text().strip():
            self.required.set_error(tr("Isi dahulu tempat publikasinya."))
            self.place.setFocus()
            return None
        old = record or Publication(survey_id, self.day.day, Channel.OFFLINE, "")
        return replace(
            old,
            day=self.day.day,
            channel=Channel(self.channel.key),
            place=self.place.text().strip(),
            note=self.note.toPlainText().strip(),
        )


class ForumRegister(Register[Forum]):
    """Day, place, participants and what was said of each forum."""

    def __init__(self) -> None:
        super().__init__(
            "tindak_lanjut.forum",
            tr("Forum Konsultasi Publik"),
            _forum_columns(),
            empty=tr("Belum ada forum. Isi di bawah, lalu simpan."),
        )
        name = self.name
        self.place = QLineEdit()
        self.place.setMaxLength(1000)
        self.place.setPlaceholderText(tr("Boleh kosong"))
        self.participants = NumberField(digits=7)
        when = row(
            FormRow(tr("Tanggal"), self.day, name=f"{name}.tanggal"),
            FormRow(tr("Peserta"), self.participants, name=f"{name}.peserta"),
            gap=8,
        )
        place = FormRow(tr("Tempat"), self.place, name=f"{name}.tempat")
        note = FormRow(tr("Pembahasan"), self.note, name=f"{name}.catatan")
        self.finish(when, place, note)

    def fill(self, record: Forum | None) -> None:
        """Show one forum, or an empty form."""
        self.day.set_day(record.day if record else date.today())  # noqa: DTZ011 - the office's own day
        self.place.setText(record.place if record else "")
        self.participants.set_value(record.participants if record else None)
        self.note.setPlainText(record.note if record else "")

    def filled(self, record: Forum | None, survey_id: int) -> Forum | None:
        """Return what the form says."""
        return replace(
            record or Forum(survey_id, self.day.day),
            day=self.day.day,
            place=self.place.text().strip(),
            participants=self.participants.value,
            note=self.note.toPlainText().strip(),
        )


def _day_text(day: date) -> str:
    """Return a day; one that has not come is a plan."""
    planned = day > date.today()  # noqa: DTZ011 - the office's own calendar day
    return tr("{tanggal} (rencana)", tanggal=long_date(day)) if planned else long_date(day)


def _publication_columns() -> list[Column[Publication]]:
    return [
        Column(
            "tanggal", tr("Tanggal"), lambda p: _day_text(p.day), sort=lambda p: p.day, width=170
        ),
        Column("cara", tr("Cara"), lambda p: p.channel.value, width=70),
        Column("tempat", tr("Tempat"), lambda p: p.place, stretch=True),
    ]


def _forum_columns() -> list[Column[Forum]]:
    return [
        Column(
            "tanggal", tr("Tanggal"), lambda f: _day_text(f.day), sort=lambda f: f.day, width=170
        ),
        Column(
            "peserta",
            tr("Peserta"),
            lambda f: indonesian(f.participants, 0),
            Align.RIGHT,
            lambda f: f.participants,
            width=80,
        ),
        Column("tempat", tr("Tempat"), lambda f: f.place or "–", stretch=True),
    ]
