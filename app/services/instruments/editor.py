"""The instruments of an office: copied, edited as a draft, published, exchanged as files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from app.errors import InputError
from app.models.instrument_draft import InstrumentDraft
from app.services.changes import NOTHING, Changes
from app.services.files import safe_file_name, write_whole
from app.services.instruments.draft import content_of, normal
from app.services.instruments.files import definition_in
from app.services.instruments.listing import InstrumentRow, Source, rows_of, taken
from app.services.instruments.problems import Problem, problems_of
from app.services.instruments.reading import read_instrument
from app.services.instruments.writing import toml_of
from app.services.surveys.rules import require_weight_rule
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.models.store.instruments import StoredInstrument
    from app.models.store.store import Store
    from app.services.instruments.service import InstrumentService

_SUBJECT = "instrumen"
_NAME = 200


class FrozenError(InputError):
    """A version that has answers: it is copied, not changed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An instrument taken from a file; ``is_new`` is false where the file had it already."""

    instrument: Instrument
    instrument_id: int
    is_new: bool


class InstrumentEditor:
    """Makes the office's own instruments. What is shipped is never changed, only copied."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def rows(self) -> tuple[InstrumentRow, ...]:
        """Return every instrument and every draft with what stands on it."""
        return rows_of(self._store, self._instruments)

    def find(self, key: str, version: int | None = None) -> InstrumentRow:
        """Return a published version, the newest where none is named; raise InputError."""
        found = [
            row
            for row in self.rows()
            if row.source is not Source.DRAFT and row.key == key and version in (None, row.version)
        ]
        if found:
            return found[-1]
        wanted = clean_line(key, 60) if version is None else f"{clean_line(key, 60)} {version}"
        known = ", ".join(instrument.key for instrument in self._instruments.available())
        raise InputError(
            tr("Instrumen {kunci} tidak ada.", kunci=wanted),
            next=tr("Pilih salah satu dari: {daftar}.", daftar=known),
        )

    # ------------------------------------------------------------ drafts
    def copy(self, row: InstrumentRow) -> tuple[InstrumentDraft, Changes]:
        """Begin a draft of the next version from any instrument or draft."""
        content = normal(row.draft.content) if row.draft else content_of(row.definition)
        content["version"] = self._next_version(content["key"])
        content["replaces"] = 0
        return self._add(content), NOTHING

    def edit(self, row: InstrumentRow) -> tuple[InstrumentDraft, Changes]:
        """Return the draft in which a version is edited; it is begun where there is none.

        Raises FrozenError for what has answers, InputError for what is shipped.
        """
        if row.draft is not None:
            return self._store.instrument_drafts.get(row.draft.id), NOTHING
        self._require_own(row)
        self._require_unfrozen(row.instrument_id)
        for draft in self._store.instrument_drafts.all():
            if draft.content.get("replaces") == row.instrument_id:
                return draft, NOTHING
        return self._add({**content_of(row.definition), "replaces": row.instrument_id}), NOTHING

    def save(self, draft: InstrumentDraft, content: Mapping[str, Any]) -> InstrumentDraft:
        """Keep what was changed in a draft; it need not be complete."""
        wanted = normal(content)
        return self._store.instrument_drafts.save(
            replace(draft, name=_name_of(wanted), content=wanted)
        )

    def save_content(self, draft_id: int, content: Mapping[str, Any]) -> InstrumentDraft:
        """Keep what was typed into a draft, whichever revision it was begun on."""
        return self.save(self._store.instrument_drafts.get(draft_id), content)

    def problems(self, content: Mapping[str, Any]) -> tuple[Problem, ...]:
        """Return what keeps a draft from being published."""
        return problems_of(content, self.taken_beside(content))

    def taken_beside(self, content: Mapping[str, Any]) -> set[tuple[str, int]]:
        """Return the (key, version) pairs that a draft may not have."""
        own = {
            (stored.key, stored.version)
            for stored in self._store.instruments.all()
            if stored.id == content["replaces"]
        }
        return taken(self._store) - own

    def delete_draft(self, draft: InstrumentDraft) -> Changes:
        """Throw a draft away; ``restore_draft`` takes that back."""
        self._store.instrument_drafts.delete(self._store.instrument_drafts.get(draft.id))
        return NOTHING

    def restore_draft(self, draft: InstrumentDraft) -> tuple[InstrumentDraft, Changes]:
        """Bring a deleted draft back as it was."""
        return self._store.instrument_drafts.save(replace(draft, id=0)), NOTHING

    def detach(self, draft: InstrumentDraft) -> tuple[InstrumentDraft, Changes]:
        """Make a draft of a published version one of the version after it."""
        draft = self._store.instrument_drafts.get(draft.id)
        content = normal(draft.content)
        content["version"] = self._next_version(content["key"])
        content["replaces"] = 0
        return self.save(draft, content), NOTHING

    # ------------------------------------------------------------ publishing
    def publish(self, draft: InstrumentDraft) -> tuple[int, Changes]:
        """Make an instrument of a draft that has no problems, and return its id in the file.

        Raises InputError with the first problem, FrozenError where answers have come in since.
        """
        content = normal(self._store.instrument_drafts.get(draft.id).content)
        found = self.problems(content)
        if found:
            raise InputError(
                tr("Rancangan belum dapat diterbitkan. {sebab}", sebab=found[0].text),
                safe=tr("Rancangannya tersimpan."),
                next=tr("Betulkan dahulu; masih ada {n} masalah.", n=len(found)),
            )
        made = read_instrument(toml_of(content))
        with self._store.transaction():
            if content["replaces"]:
                instrument_id = self._replace(content["replaces"], made)
            else:
                instrument_id = self._keep(made, "diterbitkan")
            self.delete_draft(draft)
        return instrument_id, self._changes(instrument_id)

    def withdraw(self, row: InstrumentRow) -> Changes:
        """Take a version that no survey is bound to out of the file; ``put_back`` undoes it."""
        self._require_own(row)
        surveys = self._store.instruments.use_of(row.instrument_id).surveys
        if surveys:
            raise InputError(
                tr("{n} survei memakai instrumen {nama}.", n=surveys, nama=_called(row)),
                next=tr("Instrumen yang dipakai survei tidak dapat ditarik."),
            )
        with self._store.transaction():
            self._store.instruments.delete(row.instrument_id)
            self._note("ditarik", row.key, row.version, row.definition)
        self._instruments.forget(row.instrument_id)
        return Changes(office=True)

    def put_back(self, row: InstrumentRow) -> Changes:
        """Bring a withdrawn version back."""
        with self._store.transaction():
            self._keep(read_instrument(row.definition), "diterbitkan")
        return Changes(office=True)

    # ------------------------------------------------------------ files
    def export(self, row: InstrumentRow, target: Path) -> Path:
        """Write an instrument as a TOML file; a draft only without problems."""
        text = row.definition
        if row.draft is not None:
            content = normal(row.draft.content)
            found = self.problems(content)
            if found:
                raise InputError(
                    tr("Rancangan belum dapat diekspor. {sebab}", sebab=found[0].text),
                    next=tr("Betulkan dahulu, lalu ekspor sekali lagi."),
                )
            text = toml_of(content)
        return write_whole(target, text.encode())

    def import_file(self, path: Path) -> tuple[Imported, Changes]:
        """Take an instrument from a TOML file; raise InputError with place and reason."""
        made = read_instrument(definition_in(path))
        known = next((i for i in self._instruments.versions() if _same(i, made)), None)
        if known is not None:
            if normal(content_of(known.definition)) != normal(content_of(made.definition)):
                raise InputError(
                    tr(
                        "Instrumen {kunci} versi {versi} sudah ada dengan isi lain.",
                        kunci=made.key,
                        versi=made.version,
                    ),
                    next=tr("Naikkan versi di berkas itu, lalu impor sekali lagi."),
                )
            return Imported(known, self._stored_id(known), is_new=False), NOTHING
        with self._store.transaction():
            instrument_id = self._keep(made, "diimpor")
        return Imported(made, instrument_id, is_new=True), Changes(office=True)

    # ------------------------------------------------------------ within
    def _add(self, content: Mapping[str, Any]) -> InstrumentDraft:
        wanted = normal(content)
        return self._store.instrument_drafts.save(InstrumentDraft(_name_of(wanted), wanted))

    def _next_version(self, key: str) -> int:
        versions = {version for known, version in taken(self._store) if known == key}
        for draft in self._store.instrument_drafts.all():
            content = normal(draft.content)
            if content["key"] == key:
                versions.add(content["version"])
        return max(versions, default=0) + 1

    def _keep(self, made: Instrument, deed: str) -> int:
        stored = self._store.instruments.keep(made.key, made.version, made.definition)
        self._note(deed, made.key, made.version, made.definition)
        return stored.id

    def _replace(self, instrument_id: int, made: Instrument) -> int:
        """Give a version its new text; the surveys bound to it must fit the new one."""
        self._require_unfrozen(instrument_id)
        old = self._stored(instrument_id)
        if (old.key, old.version) != (made.key, made.version):
            raise InputError(
                tr("Kunci dan versi instrumen yang sudah terbit tidak dapat diubah."),
                next=tr("Salin ke versi baru untuk memakai kunci lain."),
            )
        for survey_id in self._store.instruments.surveys_of(instrument_id):
            require_weight_rule(made, self._store.surveys.get(survey_id).weight_rule)
        self._store.instruments.replace(instrument_id, made.definition)
        self._note("diubah isinya", made.key, made.version, made.definition)
        self._instruments.forget(instrument_id)
        return instrument_id

    def _stored(self, instrument_id: int) -> StoredInstrument:
        found = [s for s in self._store.instruments.all() if s.id == instrument_id]
        if not found:
            raise InputError(
                tr("Instrumen yang diubah sudah ditarik."),
                next=tr("Salin ke versi baru untuk menerbitkan rancangan ini."),
            )
        return found[0]

    def _stored_id(self, instrument: Instrument) -> int:
        stored = self._store.instruments.all()
        return next((s.id for s in stored if _same(s, instrument)), 0)

    def _require_own(self, row: InstrumentRow) -> None:
        if row.source is Source.SHIPPED:
            raise InputError(
                tr("Instrumen bawaan {nama} tidak diubah.", nama=_called(row)),
                next=tr("Salin ke versi baru, lalu ubah salinannya."),
            )

    def _require_unfrozen(self, instrument_id: int) -> None:
        use = self._store.instruments.use_of(instrument_id)
        if not use.is_frozen:
            return
        stored = self._stored(instrument_id)
        name = f"{stored.key} {stored.version}"
        if use.sheets:
            what = tr("Instrumen {nama} sudah punya {n} lembar jawaban.", nama=name, n=use.sheets)
        else:
            what = tr("Instrumen {nama} dipakai survei yang terkunci.", nama=name)
        raise FrozenError(what, next=tr("Isinya dibekukan. Salin ke versi baru untuk mengubahnya."))

    def _note(self, deed: str, key: str, version: int, definition: str) -> None:
        uuid = str(uuid5(NAMESPACE_URL, f"instrumen:{key}:{version}"))
        content = {"key": key, "version": version, "definition": definition}
        self._store.journal.noted(deed, _SUBJECT, uuid, content)

    def _changes(self, instrument_id: int) -> Changes:
        return Changes(frozenset(self._store.instruments.surveys_of(instrument_id)), office=True)


def file_name_of(row: InstrumentRow) -> str:
    """Return the name under which an instrument is offered to be saved."""
    return safe_file_name(f"{row.key}-versi-{row.version}", ".toml", fallback="instrumen")


def _called(row: InstrumentRow) -> str:
    return tr("{kunci} versi {versi}", kunci=row.key, versi=row.version)


def _name_of(content: Mapping[str, Any]) -> str:
    return clean_line(content["name"] or content["key"], _NAME)


def _same(one: Instrument | StoredInstrument, other: Instrument) -> bool:
    return (one.key, one.version) == (other.key, other.version)
