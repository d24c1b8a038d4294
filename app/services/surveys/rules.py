"""What the settings of a survey have to keep to; every refusal is a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.survey import Survey, SurveyState, WeightRule
from app.services.ikm.computation import weight_rule_fits
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.models.questionnaire import Instrument
    from app.models.unit import Service

MAX_POPULATION = 100_000_000


def allowed_weight_rules(instrument: Instrument) -> tuple[WeightRule, ...]:
    """Return the weight rules that are a rounding of the instrument's own weights."""
    return tuple(rule for rule in WeightRule if weight_rule_fits(instrument, rule))


def require_weight_rule(instrument: Instrument, rule: WeightRule) -> None:
    """Raise InputError when a rounded weight does not belong to the instrument."""
    if weight_rule_fits(instrument, rule):
        return
    raise InputError(
        tr(
            "Bobot {bobot} tidak cocok dengan instrumen {nama}.",
            bobot=rule.value.replace(".", ","),
            nama=instrument.name,
        ),
        next=tr("Pakai bobot tepat 1/N."),
    )


def require_population(population: int) -> int:
    """Return a population of service users that can be one; raise InputError otherwise."""
    if not 0 <= population <= MAX_POPULATION:
        raise InputError(
            tr("Jumlah pengguna layanan {jumlah} tidak mungkin.", jumlah=population),
            next=tr("Isi jumlah orang dalam satu periode, atau kosongkan bila belum diketahui."),
        )
    return population


def require_fitting(survey: Survey, offered: Collection[Service]) -> None:
    """Raise InputError when services, populations or the last day do not fit the survey."""
    if not survey.services:
        raise InputError(
            tr("Survei ini belum punya jenis layanan."),
            next=tr("Pilih paling sedikit satu layanan."),
        )
    known = {service.id for service in offered}
    if any(asked.service_id not in known for asked in survey.services):
        raise InputError(
            tr("Ada layanan yang bukan milik unit ini."),
            next=tr("Pilih layanan dari daftar unit ini."),
        )
    for population in (survey.population, *(asked.population for asked in survey.services)):
        if population is not None:
            require_population(population)
    if survey.collection_end is not None and survey.collection_end < survey.period.start:
        raise InputError(
            tr("Pengumpulan data berakhir sebelum periodenya dimulai."),
            next=tr("Isi tanggal yang lebih kemudian, atau kosongkan."),
        )


def require_changeable(old: Survey, wanted: Survey, used: Collection[int]) -> None:
    """Raise InputError when a change would contradict the lock or sheets that are there."""
    if old.state is SurveyState.TERKUNCI:
        raise InputError(
            tr("Survei {kode} terkunci, jadi pengaturannya tidak dapat diubah.", kode=old.code),
            next=tr("Buka kuncinya dahulu dengan menyebutkan alasan."),
        )
    if wanted.instrument_id != old.instrument_id and used:
        raise InputError(
            tr("Instrumen tidak dapat diganti karena sudah ada lembar."),
            next=tr("Buat survei lain untuk instrumen itu."),
        )
    kept = {asked.service_id for asked in wanted.services}
    if any(service_id not in kept for service_id in used):
        raise InputError(
            tr("Layanan yang sudah punya lembar tidak dapat dikeluarkan dari survei."),
            next=tr("Biarkan layanan itu terpilih."),
        )
