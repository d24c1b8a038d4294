"""Turn clashes into what a person sees of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from app.models.consolidation import BOTH, ConflictKind
from app.models.period import period_of
from app.services.consolidation.combining import KINDS, age, contents_of, versions_of
from app.services.consolidation.lines import lines_of_records, lines_of_sheets
from app.services.consolidation.offered import OfferedServices
from app.services.consolidation.settling import key_of, winner_of
from app.services.consolidation.sides import Conflict, Line, Side
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.consolidation import (
        Decision,
        StoredClash,
        StoredPackage,
        Version,
    )
    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.consolidation.merger import Merger
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService

_DIGEST = 32
"""Letters of a digest within the name of a version."""
_SHOWN = 6
"""Letters of an installation that are shown."""
_LETTERS = 26


class ClashViewer:
    """Shows clashes; reads the packages of each survey once."""

    def __init__(
        self, store: Store, instruments: InstrumentService, ikm: IkmService, merger: Merger
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._merger = merger

    def show(self, clashes: Iterable[StoredClash]) -> list[Conflict]:
        """Return conflicts with their sides, in the order of the clashes."""
        decisions = {one.fingerprint: one for one in self._store.merging.decisions.all()}
        told: dict[int, _Told] = {}
        found = []
        for one in clashes:
            decision = decisions.get(one.clash.fingerprint)
            if one.survey_id is None:
                found.append(self._double(one, decision))
                continue
            if one.survey_id not in told:
                told[one.survey_id] = _Told(self._store, self._merger, one.survey_id)
            found.append(self._within(one, told[one.survey_id], decision))
        return found

    def _within(self, one: StoredClash, told: _Told, decision: Decision | None) -> Conflict:
        match one.clash.kind:
            case ConflictKind.SHEET:
                return self._sheet(one, told, decision)
            case ConflictKind.NUMBER:
                return self._number(one, told, decision)
        return self._record(one, told, decision)

    def _sheet(self, one: StoredClash, told: _Told, decision: Decision | None) -> Conflict:
        uuid = UUID(one.clash.subject).bytes
        sheets = [told.sheet(uuid, key) for key in one.clash.candidates]
        now = told.counting(uuid)
        number = next((sheet.number for sheet in sheets if sheet), 0)
        sides = tuple(
            Side(
                key,
                tr("Dihapus") if sheet is None else tr("Isi {huruf}", huruf=_letter(place)),
                told.tellers(uuid, key),
                counts=key == now,
                is_deleted=sheet is None,
            )
            for place, (key, sheet) in enumerate(zip(one.clash.candidates, sheets, strict=True))
        )
        title = tr("isi lembar {nomor} berbeda", nomor=number)
        return self._conflict(one, decision, title, sides, self._lines(told.survey, sheets))

    def _number(self, one: StoredClash, told: _Told, decision: Decision | None) -> Conflict:
        identities = [UUID(uuid).bytes for uuid in one.clash.candidates]
        sheets = [told.sheet(uuid) for uuid in identities]
        sides = tuple(
            Side(
                text,
                tr("Lembar {huruf}", huruf=_letter(place)),
                told.tellers(uuid),
                counts=uuid in told.state.settled.sheets,
            )
            for place, (text, uuid) in enumerate(zip(one.clash.candidates, identities, strict=True))
        )
        lines = self._lines(told.survey, sheets)
        same = not any(line.differs for line in lines[1:])
        title = tr("nomor {nomor} ada pada {n} lembar", nomor=one.clash.subject, n=len(sides))
        shown = self._conflict(one, decision, title, sides, lines)
        return replace(shown, proposal=sides[0].choice if same else BOTH)

    def _record(self, one: StoredClash, told: _Told, decision: Decision | None) -> Conflict:
        kind = next(name for name, known in KINDS.items() if known is one.clash.kind)
        subject, keys = one.clash.subject, one.clash.candidates
        contents = contents_of(told.packages, kind, subject)
        found = [contents.get(bytes.fromhex(key[:_DIGEST])) for key in keys]
        now = told.record_counting(kind, subject)
        sides = tuple(
            Side(
                key,
                tr("Dihapus") if content is None else tr("Isi {huruf}", huruf=_letter(place)),
                tuple(p for p in told.packages if _tells(p, kind, subject, key)),
                counts=key == now,
                is_deleted=content is None,
            )
            for place, (key, content) in enumerate(zip(keys, found, strict=True))
        )
        lines = lines_of_records(one.clash.kind, found)
        return self._conflict(one, decision, _record_title(one.clash.kind), sides, lines)

    def _double(self, one: StoredClash, decision: Decision | None) -> Conflict:
        ids = [self._store.merging.packages.survey_id(uuid) for uuid in one.clash.candidates]
        surveys = [self._store.surveys.get(survey_id) for survey_id in ids if survey_id]
        results = [self._ikm.of_survey(survey) for survey in surveys]
        packages = [self._store.merging.packages.of_survey(survey.uuid) for survey in surveys]
        choice = decision.choice if decision else BOTH
        sides = tuple(
            Side(
                survey.uuid,
                survey.code,
                tuple(sorted(told, key=age)),
                counts=choice in {BOTH, survey.uuid},
            )
            for survey, told in zip(surveys, packages, strict=True)
        )
        lines = (
            Line(tr("Lembar"), tuple(indonesian(result.n, 0) for result in results)),
            Line(tr("Indeks"), tuple(result.ikm_text for result in results)),
            Line(tr("Berkas kantor"), tuple(_installations(told) for told in packages)),
        )
        title = tr("{n} survei dari berkas kantor yang berbeda", n=len(sides))
        return self._conflict(one, decision, title, sides, lines)

    def _conflict(
        self,
        one: StoredClash,
        decision: Decision | None,
        title: str,
        sides: tuple[Side, ...],
        lines: tuple[Line, ...],
    ) -> Conflict:
        clash, unit = one.clash, self._store.units.get(one.unit_id)
        where = tr(
            "{unit}, {periode} {tahun}",
            unit=unit.name,
            periode=period_of(one.period, one.year).name,
            tahun=one.year,
        )
        return Conflict(
            fingerprint=clash.fingerprint,
            kind=clash.kind,
            unit=unit,
            survey=self._store.surveys.get(one.survey_id) if one.survey_id else None,
            year=one.year,
            period=one.period,
            title=f"{where}: {title}",
            question=_question(clash.kind),
            sides=sides,
            lines=lines,
            both_possible=may_keep_both(clash.kind),
            decision=decision,
        )

    def _lines(self, survey: Survey, sheets: Sequence[Sheet | None]) -> tuple[Line, ...]:
        instrument = self._instruments.of(survey.instrument_id)
        services = self._store.units.services(survey.unit_id)
        return lines_of_sheets(instrument, services, sheets)


class _Told:
    """What the packages of one survey tell, read once."""

    def __init__(self, store: Store, merger: Merger, survey_id: int) -> None:
        self._store = store
        self.survey = store.surveys.get(survey_id)
        self.packages = sorted(store.merging.packages.of_survey(self.survey.uuid), key=age)
        unit = store.units.get(self.survey.unit_id)
        told = store.merging.packages.of_unit(unit.id)
        self._services = OfferedServices(store).known(unit, told)
        self._decisions = merger.decisions()
        self.state = merger.state(self.survey.uuid, self._decisions)
        self._by_package: list[tuple[StoredPackage, dict[bytes, Version]]] = [
            (package, store.merging.packages.members(package.id)) for package in self.packages
        ]

    def counting(self, uuid: bytes) -> str:
        """Return the version of a sheet that counts now, or would if it were not left out."""
        found, subject = self.state.versions[uuid], str(UUID(bytes=uuid))
        return key_of(winner_of(ConflictKind.SHEET, subject, found, self._decisions)[0])

    def sheet(self, uuid: bytes, key: str = "") -> Sheet | None:
        """Return the content of a version (that which was told last), None of a deletion."""
        placed = self.state.settled.sheets.get(uuid)
        if placed and key in {"", key_of(placed.version)}:
            present = self._store.merging.sheets.present(self.survey.id, [uuid])
            return replace(present[uuid], number=placed.version.number)
        versions = [
            version
            for version in self.state.versions.get(uuid, ())
            if not version.is_deleted and key in {"", key_of(version)}
        ]
        for version in sorted(versions, reverse=True):
            kept = self._store.merging.sheets.kept(self.survey.id, uuid, version)
            if kept is not None:
                return replace(kept, service_id=self._services.get(version.service, 0))
        return None

    def tellers(self, uuid: bytes, key: str = "") -> tuple[StoredPackage, ...]:
        """Return the packages that tell a version of a sheet, the oldest first."""
        return tuple(
            package
            for package, members in self._by_package
            if uuid in members and key in {"", key_of(members[uuid])}
        )

    def record_counting(self, kind: str, uuid: str) -> str:
        """Return the state of a record that counts now, by its name."""
        told = {v for package in self.packages for v in versions_of(package, kind, uuid)}
        return key_of(winner_of(KINDS[kind], uuid, told, self._decisions)[0])


def may_keep_both(kind: ConflictKind) -> bool:
    """Say whether all sides of a clash of this kind may count."""
    return kind in {ConflictKind.NUMBER, ConflictKind.DOUBLE}


def _question(kind: ConflictKind) -> str:
    match kind:
        case ConflictKind.SHEET:
            return tr("Isi mana yang sesuai dengan kertasnya?")
        case ConflictKind.NUMBER:
            return tr("Apakah ini kertas yang berbeda, atau satu kertas yang dientri dua kali?")
        case ConflictKind.DOUBLE:
            return tr("Apakah lembarnya dihitung bersama, atau hanya salah satu survei?")
    return tr("Isi mana yang benar?")


def _record_title(kind: ConflictKind) -> str:
    return {
        ConflictKind.SURVEY: tr("pengaturan survei berbeda"),
        ConflictKind.PLAN: tr("rencana tindak lanjut berbeda"),
        ConflictKind.PUBLICATION: tr("catatan publikasi berbeda"),
        ConflictKind.FORUM: tr("catatan forum berbeda"),
        ConflictKind.STAGE: tr("jadwal berbeda"),
    }[kind]


def _tells(package: StoredPackage, kind: str, uuid: str, key: str) -> bool:
    return key in {key_of(version) for version in versions_of(package, kind, uuid)}


def _installations(packages: Sequence[StoredPackage]) -> str:
    found = {package.installation_id[-_SHOWN:] for package in packages}
    return ", ".join(sorted(found)) or tr("berkas ini")


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < _LETTERS else str(place + 1)
