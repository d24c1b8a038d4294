"""Why a package that is sound in itself is not merged into this file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import long_date
from app.services.instruments.reading import shipped_instruments
from app.services.surveys.rules import require_weight_rule
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.consolidation import StoredPackage
    from app.models.package import Package
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.instruments.service import InstrumentService

REASON_LIMIT = 500
"""Letters of the reason for which somebody decides, undoes or declares."""
_NAMED = 3


class NotMergedError(InputError):
    """A package of which nothing was taken, with the reason."""

    def __init__(self, what: str, *, next: str = "") -> None:  # noqa: A002 - reads as the sentence does
        super().__init__(what, safe=tr("Tidak ada yang diambil dari paket itu."), next=next)


class Gate:
    """Lets a package in, or says why not; it writes nothing."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def require_mergeable(self, package: Package, unit: Unit) -> None:
        """Raise NotMergedError where a package cannot become part of this file."""
        store = self._store
        survey_id = store.merging.packages.survey_id(package.survey.uuid)
        known = store.surveys.get(survey_id) if survey_id else None
        if known is not None:
            self._require_same_survey(package, known, unit)
        self._require_instrument(package, store.merging.packages.of_survey(package.survey.uuid))
        self._require_own_sheets(package, survey_id or 0)
        require_not_final(store, package.survey.year, package.survey.period.code)
        if known is not None:
            require_not_final(store, known.year, known.period.code)

    def _require_same_survey(self, package: Package, known: Survey, unit: Unit) -> None:
        if self._store.merging.packages.merged(known.id) is None:
            raise NotMergedError(
                tr("Survei {kode} adalah survei berkas ini sendiri.", kode=known.code),
                next=tr("Angkanya sudah ikut terhitung; paketnya tidak perlu digabung."),
            )
        if known.destroyed_on is not None:
            raise NotMergedError(
                tr(
                    "Lembar survei {kode} telah dimusnahkan di berkas ini pada {tanggal}.",
                    kode=known.code,
                    tanggal=long_date(known.destroyed_on),
                ),
                next=tr("Hitungan gabungannya tetap dipakai; paket baru tidak diterima lagi."),
            )
        if known.unit_id != unit.id:
            owner = self._store.units.get(known.unit_id)
            raise NotMergedError(
                tr(
                    "Survei dalam paket ini sudah digabung untuk {lama}, sedangkan paketnya"
                    " menyebut unit {baru}; berkas kantornya tampaknya salinan.",
                    lama=owner.name,
                    baru=package.unit.name,
                ),
                next=tr("Mintalah {baru} membuat survei baru di berkasnya.", baru=unit.name),
            )

    def _require_instrument(self, package: Package, others: Sequence[StoredPackage]) -> None:
        instrument = package.instrument
        require_weight_rule(instrument, package.survey.weight_rule)
        known = self._known_definition(instrument)
        if known not in {"", instrument.definition}:
            raise NotMergedError(
                tr(
                    "Instrumen {kunci} versi {versi} di dalam paket tidak sama dengan yang ada"
                    " di sini.",
                    kunci=instrument.key,
                    versi=instrument.version,
                ),
                next=tr("Mintalah unit itu memakai kunci atau versi lain untuk instrumennya."),
            )
        for other in others:
            stored = self._store.instruments.get(other.instrument_id)
            same = (stored.key, stored.version) == (instrument.key, instrument.version)
            if not same and other.sheets and package.sheets:
                raise NotMergedError(
                    tr(
                        "Survei {kode} sudah digabung dengan instrumen {lama} versi {versi_lama},"
                        " sedangkan paket ini memakai {baru} versi {versi_baru}.",
                        kode=package.survey.code,
                        lama=stored.key,
                        versi_lama=stored.version,
                        baru=instrument.key,
                        versi_baru=instrument.version,
                    ),
                    next=tr(
                        "Instrumen yang berbeda tidak pernah dirata-ratakan; buat survei lain"
                        " untuk instrumen itu."
                    ),
                )

    def _known_definition(self, instrument: Instrument) -> str:
        """Return the text of the same version in this file, else of the program; or nothing."""
        key = (instrument.key, instrument.version)
        for stored in self._store.instruments.all():
            if (stored.key, stored.version) == key:
                return self._store.instruments.get(stored.id).definition
        return self._shipped.get(key, "")

    @cached_property
    def _shipped(self) -> dict[tuple[str, int], str]:
        return {(one.key, one.version): one.definition for one in shipped_instruments()}

    def _require_own_sheets(self, package: Package, survey_id: int) -> None:
        uuids = [sheet.uuid for sheet in package.sheets]
        foreign = set(self._store.merging.sheets.elsewhere(survey_id, uuids))
        if foreign:
            numbers = [str(s.number) for s in package.sheets if s.uuid in foreign][:_NAMED]
            raise NotMergedError(
                tr(
                    "{n} lembar paket ini (nomor {daftar}) sudah ada dalam survei lain.",
                    n=len(foreign),
                    daftar=", ".join(numbers) + (" …" if len(foreign) > _NAMED else ""),
                ),
                next=tr("Satu lembar hanya dapat dihitung sekali; mintalah unit itu memeriksanya."),
            )


def require_not_final(store: Store, year: int, period: str) -> None:
    """Raise NotMergedError where the consolidation of a period was declared final."""
    found = store.merging.finals.all(year=year, period=period)
    if found:
        raise NotMergedError(
            tr(
                "Konsolidasi {tahun} {periode} sudah final sejak {tanggal}.",
                tahun=year,
                periode=period,
                tanggal=long_date(found[0].day),
            ),
            next=tr("Buka finalnya dahulu dengan menyebutkan alasan."),
        )
