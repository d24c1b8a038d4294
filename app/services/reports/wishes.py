"""Turns what somebody wrote about a report into its subject, its options and its format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.services.reports.kinds import About, Format, Options, Signing, Subject
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.services.reports.kinds import ReportKind
    from app.services.session import Session


def format_of(kind: ReportKind[Any], suffix: str) -> Format:
    """Return the format of a file with this suffix. Raises InputError where there is none."""
    wanted = suffix.removeprefix(".").lower()
    for form in kind.formats:
        if form.value == wanted:
            return form
    known = ", ".join(form.suffix for form in kind.formats)
    raise InputError(
        tr("Laporan ini tidak dapat ditulis sebagai {jenis}.", jenis=suffix or tr("berkas itu")),
        next=tr("Beri nama berkas yang berakhir dengan {daftar}.", daftar=known),
    )


def options_of(
    kind: ReportKind[Any], signing: Signing, without: Sequence[str], chosen: Sequence[str]
) -> Options:
    """Return the options. Raises InputError for a part, choice or value that the kind has not."""
    parts = [part.key for part in kind.parts]
    unknown = [key for key in without if key not in parts]
    if unknown:
        raise _unknown(tr("Bagian {nama} tidak ada di laporan ini.", nama=unknown[0]), parts)
    return Options(signing, frozenset(without), dict(_choice(kind, text) for text in chosen))


def _choice(kind: ReportKind[Any], text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    choices = {choice.key: [known for known, _ in choice.values] for choice in kind.choices}
    if key not in choices:
        what = tr("Pilihan {nama} tidak ada di laporan ini.", nama=key)
        raise _unknown(what, [f"{name}={'|'.join(known)}" for name, known in choices.items()])
    if value not in choices[key]:
        what = tr("{nilai} bukan nilai untuk pilihan {nama}.", nilai=value, nama=key)
        raise _unknown(what, choices[key])
    return key, value


def _unknown(what: str, known: Sequence[str]) -> InputError:
    if not known:
        return InputError(what, next=tr("Tulis perintah itu tanpa menyebutnya."))
    return InputError(what, next=tr("Pilih dari: {daftar}.", daftar=", ".join(known)))


def signing_of(session: Session, place: str | None, day: date | None, official: str) -> Signing:
    """Return place, day and signatory.

    An official is found by the beginning of name or jabatan, else by a part of them. Raises
    InputError where none or more than one fits.
    """
    if not official.strip():
        return Signing(place, day)
    active = session.offices.officials(active_only=True)
    wanted = official.strip().casefold()
    names = [(one, (one.name.casefold(), one.jabatan.casefold())) for one in active]
    found = [one for one, texts in names if any(text.startswith(wanted) for text in texts)]
    found = found or [one for one, texts in names if any(wanted in text for text in texts)]
    if len(found) == 1:
        return Signing(place, day, found[0].id)
    what = tr("Ada {n} pejabat yang cocok dengan {nama}.", n=len(found), nama=official)
    raise _unknown(what, [f"{one.jabatan} {one.name}".strip() for one in found or active])


def about_capaian(session: Session, kind: ReportKind[Any], year: int | None, unit: str) -> About:
    """Return the year (the newest with capaian where none is named) and the perangkat daerah.

    ``unit`` is the code of a unit or a part of the name that the program rows have; without it it
    is the office itself, or the only one. Raises InputError where none or more than one fits.
    """
    if unit and kind.subject is Subject.CAPAIAN:
        raise InputError(
            tr("{laporan} memuat semua perangkat daerah, bukan satu unit.", laporan=kind.label),
            next=tr("Pakai --jenis capaian-unit untuk satu perangkat daerah."),
        )
    years = session.capaian.years()
    if year is None and not years:
        raise InputError(
            tr("Berkas ini belum punya capaian kinerja."),
            next=tr("Isi atau impor dahulu indikator dan programnya."),
        )
    chosen = max(years) if year is None else year
    if kind.subject is not Subject.CAPAIAN_UNIT:
        return About(year=chosen)
    known = session.capaian.offices().get(chosen, ())
    return About(year=chosen, perangkat_daerah=_perangkat_daerah(session, known, unit))


def _perangkat_daerah(session: Session, known: Sequence[str], unit: str) -> str:
    by_code = {one.code.casefold(): one.name for one in session.units.all()}
    own = "" if unit.strip() else session.offices.unit().name
    wanted = own or by_code.get(unit.strip().casefold(), unit)
    exact = [name for name in known if plain(name) == plain(wanted)]
    found = exact or [name for name in known if plain(wanted) in plain(name)]
    if own and not found and len(known) == 1:
        found = list(known)
    if len(found) == 1 or not known:
        return found[0] if found else wanted
    what = tr("Tidak ada perangkat daerah yang cocok dengan {nama}.", nama=wanted)
    if found:
        what = tr("Ada {n} perangkat daerah yang cocok dengan {nama}.", n=len(found), nama=wanted)
    raise InputError(
        what, next=tr("Sebutkan dengan --unit salah satu dari: {daftar}.", daftar="; ".join(known))
    )


def about_year(session: Session, kind: ReportKind[Any], year: int | None, unit: str) -> About:
    """Return the year (the newest with a survey where none is named) and the unit of a report.

    Reports on capaian have years and offices of their own. Raises InputError for a unit that the
    file does not have, or where there is no year at all.
    """
    if kind.subject is Subject.YEAR:
        return About(year=_year_with_figures(session.city.years(), year))
    if kind.subject in (Subject.CAPAIAN, Subject.CAPAIAN_UNIT):
        return about_capaian(session, kind, year, unit)
    years = session.surveys.years()
    if year is None and not years:
        raise InputError(
            tr("Berkas ini belum punya tahun yang dapat dilaporkan."),
            next=tr("Sebutkan tahunnya dengan --tahun."),
        )
    chosen = max(years) if year is None else year
    if kind.subject is not Subject.UNIT_YEAR:
        return About(year=chosen)
    found = session.units.find(unit) if unit else session.offices.unit()
    return About(unit_id=found.id, year=chosen)


def _year_with_figures(years: Sequence[int], year: int | None) -> int:
    if not years:
        raise InputError(
            tr("Berkas ini belum berisi survei dan angka yang dilaporkan."),
            next=tr(
                "Isi survei, gabungkan paket unit, atau ambil rekapnya dengan puas impor-rekap."
            ),
        )
    if year is not None and year not in years:
        raise _unknown(
            tr("Tahun {tahun} tidak berisi survei atau angka yang dilaporkan.", tahun=year),
            [str(one) for one in years],
        )
    return max(years) if year is None else year
