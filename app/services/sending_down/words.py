"""What taking an office package changes, one sentence for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import long_date
from app.services.sending_down.plan import Held
from app.services.surveys.naming import period_words
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.office_package import Definition, OfficePackage
    from app.services.sending_down.plan import InstrumentStep, Plan, SurveyStep
    from app.services.sending_down.scope import UnitStep


def change_sentences(plan: Plan) -> tuple[str, ...]:
    """Return what changes, in the order in which it is written."""
    return tuple(
        sentence
        for found in (
            *map(_unit, plan.units),
            *map(_instrument, plan.instruments),
            *map(_survey, plan.surveys),
            _officials(plan),
        )
        for sentence in found
    )


def remark_sentences(plan: Plan) -> tuple[str, ...]:
    """Return what stays as it is although the package says otherwise, and why."""
    return tuple(
        sentence
        for found in (*map(_held_instrument, plan.instruments), *map(_held_survey, plan.surveys))
        for sentence in found
    )


def definition_names(package: OfficePackage) -> tuple[str, ...]:
    """Return the definitions of a package as they are spoken of: ``SKM Triwulan I 2026``."""
    short = {(one.key, one.version): one.survey_short for one in package.instruments}
    return tuple(
        f"{short[one.instrument_key, one.instrument_version]} {period_words(one.survey)}"
        for one in package.definitions
    )


def definition_name(definition: Definition) -> str:
    """Return a definition in words: ``skm-9 Triwulan I 2026``."""
    return f"{definition.instrument_key} {period_words(definition.survey)}"


def _unit(step: UnitStep) -> Iterator[str]:
    old, new = step.old, step.wanted
    if old is None:
        yield tr("Unit baru: {nama} (kode {kode}).", nama=new.name, kode=new.code)
    elif step.changes_unit:
        yield tr("Unit {nama}: {daftar}.", nama=old.name, daftar="; ".join(_unit_changes(step)))
    if step.services and old is not None:
        names = ", ".join(step.services)
        yield tr("Layanan baru {nama}: {daftar}.", nama=new.name, daftar=names)


def _unit_changes(step: UnitStep) -> Iterator[str]:
    old, new = step.old, step.wanted
    if old is None:
        return
    if old.code != new.code:
        yield tr("kode {lama} menjadi {baru}", lama=old.code, baru=new.code)
    if old.name != new.name:
        yield tr("nama menjadi {baru}, nama lama tetap sebagai nama lain", baru=new.name)
    if old.type is not new.type:
        yield tr("jenis menjadi {baru}", baru=new.type.label)
    if step.old_parent_code != step.parent_code:
        if step.parent_code:
            yield tr("berada di bawah {kode}", kode=step.parent_code)
        else:
            yield tr("tidak lagi di bawah unit lain")
    added = [alias for alias in new.aliases if alias not in {*old.aliases, old.name}]
    if added:
        yield tr("nama lain {daftar}", daftar=", ".join(added))
    elif set(new.aliases) != set(old.aliases) and old.name == new.name:
        yield tr("nama lain disesuaikan")
    if old.active and not new.active:
        yield tr("tidak dipakai lagi")
    if new.active and not old.active:
        yield tr("dipakai lagi")


def _instrument(step: InstrumentStep) -> Iterator[str]:
    one = step.instrument
    if step.is_new:
        yield tr("Instrumen baru: {nama} versi {versi}.", nama=one.name, versi=one.version)
    if step.replaced:
        yield tr(
            "Instrumen {nama} versi {versi}, yang belum berisi jawaban, mengikuti kota.",
            nama=one.name,
            versi=one.version,
        )


def _held_instrument(step: InstrumentStep) -> Iterator[str]:
    if step.held:
        yield tr(
            "Instrumen {kunci} versi {versi} di berkas ini berbeda dari yang dikirim kota dan"
            " tidak diubah; mintalah kota memakai nomor versi baru.",
            kunci=step.instrument.key,
            versi=step.instrument.version,
        )


def _survey(step: SurveyStep) -> Iterator[str]:
    if not step.does_something:
        return
    sent = step.definition.survey
    name = definition_name(step.definition)
    old, new = step.old, step.wanted
    if old is None or new is None:
        until = (
            tr(", pengumpulan sampai {tanggal}", tanggal=long_date(sent.collection_end))
            if sent.collection_end
            else ""
        )
        yield tr("Survei baru: {nama}{sampai}.", nama=name, sampai=until)
        return
    said = []
    if new.collection_end != old.collection_end and new.collection_end:
        day = long_date(new.collection_end)
        said.append(tr("pengumpulan data sampai {tanggal}", tanggal=day))
    if step.plans:
        said.append(tr("jadwal baru"))
    if step.binds:
        said.append(tr("instrumen versi {versi}", versi=step.definition.instrument_version))
    said += [_SETTINGS[name] for name in _SETTINGS if getattr(new, name) != getattr(old, name)]
    yield tr("Survei {kode}: {daftar}.", kode=old.code, daftar="; ".join(said))


def _held_survey(step: SurveyStep) -> Iterator[str]:
    name = definition_name(step.definition)
    if step.held is Held.INSTRUMENT:
        yield tr("Survei {nama} tidak diambil karena instrumennya berbeda.", nama=name)
    if step.held is Held.LOCKED and step.old is not None:
        yield tr("Survei {kode} terkunci dan tidak diubah.", kode=step.old.code)
    if step.held is Held.ANSWERED and step.old is not None:
        words = {**_SETTINGS, "instrument": tr("versi instrumen")}
        yield tr(
            "Survei {kode} sudah berisi lembar, jadi ini tidak diubah: {daftar}.",
            kode=step.old.code,
            daftar=", ".join(words[name] for name in step.differs),
        )


def _officials(plan: Plan) -> Iterator[str]:
    if plan.officials:
        names = ", ".join(one.jabatan for one in plan.officials)
        yield tr("Pejabat kota, disimpan sebagai tidak aktif: {daftar}.", daftar=names)


_SETTINGS = {
    "weight_rule": tr("aturan bobot"),
    "blank_rule": tr("aturan jawaban kosong"),
    "method": tr("cara pengumpulan"),
    "sample_rule": tr("aturan sampel"),
    "notice": tr("catatan"),
}
