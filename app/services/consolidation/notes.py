"""What a person should know of a package, in whole sentences; none of it keeps it from merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.consolidation.combining import age
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.consolidation import StoredPackage
    from app.models.package import Manifest, Package
    from app.models.store.store import Store
    from app.models.unit import Unit

_NAMED = 5


def notes_of(package: Package, sha256: str, unit: Unit, store: Store) -> tuple[str, ...]:
    """Return the sentences about a package beside those of its unit that are merged already."""
    others = [p for p in store.merging.packages.of_unit(unit.id) if p.file_sha256 != sha256]
    found = [
        *_about_unit(package, unit),
        *_about_sender(package.manifest, others),
        *_about_instrument(package, store),
    ]
    if package.manifest.format == 1:
        found.append(
            tr(
                "Paket dari Puas yang lebih lama: lembar yang dihapus di sana dan tindak lanjutnya"
                " tidak ikut."
            )
        )
    if package.survey.notice:
        found.append(clean_line(package.survey.notice))
    return tuple(found)


def is_older(package: Package, sha256: str, others: Sequence[StoredPackage]) -> bool:
    """Say whether a newer package of the same survey is merged already."""
    made = (package.manifest.made_at, package.manifest.log_seq, sha256)
    return any(age(other) > made for other in others if other.file_sha256 != sha256)


def _about_unit(package: Package, unit: Unit) -> Iterator[str]:
    if package.unit.code.casefold() != unit.code.casefold():
        yield tr("Kode {kode} dipetakan ke unit {nama}.", kode=package.unit.code, nama=unit.name)
    elif package.unit.name.casefold() not in {n.casefold() for n in (unit.name, *unit.aliases)}:
        yield tr(
            "Paket menyebut unitnya {paket}; di sini kode {kode} adalah {nama}.",
            paket=package.unit.name,
            kode=unit.code,
            nama=unit.name,
        )
    if not unit.active:
        yield tr("Unit {nama} tidak dipakai lagi di berkas ini.", nama=unit.name)


def _about_sender(manifest: Manifest, others: Sequence[StoredPackage]) -> Iterator[str]:
    """Say what the installation and the number of a package tell."""
    own = [p for p in others if p.installation_id == manifest.installation_id]
    strange = {p.installation_id for p in others} - {manifest.installation_id}
    if strange:
        yield tr(
            "Unit ini mengirim dari {n} berkas kantor yang berbeda; pastikan tidak ada lembar yang"
            " dientri dua kali.",
            n=len(strange) + 1,
        )
    if any(p.number == manifest.number for p in own):
        yield tr(
            "Paket lain dari berkas kantor ini juga bernomor {nomor}: berkasnya pernah disalin atau"
            " dipulihkan dari cadangan.",
            nomor=manifest.number,
        )
    missing = _missing(manifest.number, {p.number for p in own})
    if missing:
        shown = ", ".join(map(str, missing[:_NAMED]))
        yield tr(
            "Paket nomor {daftar} dari berkas kantor ini belum pernah digabung; bila berisi survei"
            " lain, mintalah.",
            daftar=shown + (" …" if len(missing) > _NAMED else ""),
        )


def _missing(number: int, known: set[int]) -> list[int]:
    """Return the numbers that are missing just before a package, once an earlier one is known."""
    last = max((n for n in known if n < number), default=number)
    return list(range(last + 1, min(number, last + 2 + _NAMED)))


def _about_instrument(package: Package, store: Store) -> Iterator[str]:
    """Say where most other surveys of the year and the same index have another version."""
    instrument = package.instrument
    used = store.surveys.instruments_of(package.survey.year)
    if not used:
        return
    usual = store.instruments.get(max(used, key=lambda one: (used[one], -one)))
    same_kind = usual.key.partition("-")[0] == instrument.key.partition("-")[0]
    if same_kind and (usual.key, usual.version) != (instrument.key, instrument.version):
        yield tr(
            "Instrumennya {kunci} versi {versi}, sedangkan kebanyakan survei tahun ini memakai"
            " {usual} versi {versi_usual}; keduanya tidak dirata-ratakan.",
            kunci=instrument.key,
            versi=instrument.version,
            usual=usual.key,
            versi_usual=usual.version,
        )
