"""What the minutes of locking, unlocking and destroying say; every figure as it was then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.period import long_date
from app.models.store.journal import NOBODY
from app.services.ikm.rounding import indonesian
from app.services.reports.number_words import opening_of
from app.services.results.survey_results import survey_name, weight_text
from app.services.surveys.naming import period_words
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.models.store.instruments import StoredInstrument
    from app.models.survey import Survey
    from app.models.unit import Official
    from app.services.archive.deeds import Elsewhere
    from app.services.archive.facts import SurveyFacts

WITNESSES = 2
"""Lines for witnesses where nobody is named."""


def locking_content(facts: SurveyFacts, day: date, reason: str, by: str) -> dict[str, Any]:
    """Return the content of the minutes of locking."""
    opening = tr(
        "{hari}, hasil {survei} pada {unit} dikunci. Sejak itu lembar, pengaturan, dan angkanya"
        " tidak dapat diubah selama kuncinya tidak dibuka dengan berita acara tersendiri.",
        hari=opening_of(day),
        survei=survey_name(facts.survey, facts.instrument),
        unit=facts.unit_name,
    )
    return {
        **_frame(facts, tr("BERITA ACARA PENGUNCIAN SURVEI"), opening),
        "facts": [
            *survey_facts(facts),
            *figures(facts),
            [tr("Verifikasi"), facts.verification or tr("Tidak diadakan.")],
            [tr("Disimpan sampai"), _day(facts.survey.retain_until)],
            [tr("Dikunci oleh"), by],
            [tr("Alasan"), reason],
            *_proof(facts),
        ],
        "tables": [unsur_table(facts)],
        "closing": [
            tr(
                "SHA-256 lembar adalah sidik dari semua lembar menurut nomornya. Dengan sidik itu"
                " dapat dibuktikan kelak bahwa isi yang dikunci tidak berubah."
            ),
            _made_to_be_used(),
        ],
        "signers": [_approving(facts.official), signer(tr("Yang mengunci,"), by)],
        "sheets_sha256": facts.sheets_sha256,
    }


def unlocking_content(facts: SurveyFacts, day: date, reason: str, by: str) -> dict[str, Any]:
    """Return the content of the minutes of unlocking."""
    opening = tr(
        "{hari}, kunci hasil {survei} pada {unit} dibuka, sehingga lembar dan pengaturannya dapat"
        " diubah lagi.",
        hari=opening_of(day),
        survei=survey_name(facts.survey, facts.instrument),
        unit=facts.unit_name,
    )
    return {
        **_frame(facts, tr("BERITA ACARA PEMBUKAAN KUNCI SURVEI"), opening),
        "facts": [
            *survey_facts(facts),
            *figures(facts),
            [tr("Dibuka oleh"), by],
            [tr("Alasan"), reason],
            *_proof(facts),
        ],
        "tables": [unsur_table(facts)],
        "closing": [
            tr("Angka di atas adalah keadaan pada saat kunci dibuka."),
            _made_to_be_used(),
        ],
        "signers": [_approving(facts.official), signer(tr("Yang membuka kunci,"), by)],
        "sheets_sha256": facts.sheets_sha256,
    }


def destruction_content(
    facts: SurveyFacts,
    day: date,
    reason: str,
    deciding: dict[str, str],
    witnesses: Sequence[str],
    elsewhere: Sequence[tuple[str, Sequence[Elsewhere]]],
) -> dict[str, Any]:
    """Return the content of the minutes of destroying the sheets of a survey."""
    opening = tr(
        "{hari}, {n} lembar {survei} pada {unit} dimusnahkan dari berkas kantor. Jawaban setiap"
        " responden, sarannya, dan riwayat isinya dihapus untuk selamanya; yang tinggal hanya"
        " hitungan gabungan.",
        hari=opening_of(day),
        n=indonesian(facts.sheets, 0),
        survei=survey_name(facts.survey, facts.instrument),
        unit=facts.unit_name,
    )
    names = [*witnesses, *[""] * max(0, WITNESSES - len(witnesses))]
    signers = [{**deciding, "role": tr("Yang memutuskan,")}]
    signers += [
        signer(tr("Saksi {nomor},", nomor=place), name) for place, name in enumerate(names, 1)
    ]
    return {
        **_frame(facts, tr("BERITA ACARA PEMUSNAHAN LEMBAR SURVEI"), opening),
        "facts": [
            *survey_facts(facts),
            *figures(facts),
            [tr("Dasar"), _basis(facts.survey, day)],
            [tr("Alasan"), reason],
            *_proof(facts),
            [tr("SHA-256 ringkasan"), facts.aggregates_sha256],
        ],
        "tables": [unsur_table(facts), *_elsewhere_tables(elsewhere)],
        "closing": [
            tr(
                "Isi baris log tentang lembar dan saran itu diganti dengan sidiknya, sehingga"
                " urutan log tetap dapat dibuktikan tanpa isinya."
            ),
            tr(
                "Cadangan, paket, berkas impor, dan kertas di luar berkas kantor, bila masih ada,"
                " dimusnahkan sendiri oleh pemegangnya."
            ),
            _made_to_be_used(),
        ],
        "signers": signers,
    }


def survey_facts(facts: SurveyFacts) -> list[list[str]]:
    """Return what the survey is: code, unit, period, instrument."""
    return [
        [tr("Survei"), f"{facts.survey.code} ({survey_name(facts.survey, facts.instrument)})"],
        [tr("Unit"), facts.unit_name],
        [tr("Periode"), period_words(facts.survey)],
        [tr("Instrumen"), _instrument(facts.instrument, facts.stored)],
        [tr("SHA-256 instrumen"), facts.stored.sha256],
    ]


def figures(facts: SurveyFacts) -> list[list[str]]:
    """Return the sheets and the index with the rules by which it was computed."""
    result = facts.result
    mutu = f"{result.mutu.letter} ({result.mutu.word})" if result.mutu else indonesian(None, 0)
    index = facts.instrument.index_short
    sheets = tr(
        "{n}, di antaranya {kurang} tidak lengkap",
        n=indonesian(facts.sheets, 0),
        kurang=indonesian(facts.incomplete, 0),
    )
    return [
        [tr("Jumlah lembar"), sheets],
        [tr("Jawaban kosong"), facts.survey.blank_rule.value],
        [tr("Bobot unsur"), weight_text(facts.survey, facts.instrument)],
        [index, tr("{nilai}, mutu {mutu}", nilai=result.ikm_text, mutu=mutu)],
    ]


def unsur_table(facts: SurveyFacts) -> dict[str, Any]:
    """Return n, NRR, konversi and mutu of every unsur."""
    rows = [
        [
            row.unsur.code,
            row.unsur.name,
            indonesian(row.n, 0),
            row.nrr_text,
            row.konversi_text,
            row.mutu.letter if row.mutu else indonesian(None, 0),
        ]
        for row in facts.result.unsur
    ]
    return {
        "title": tr("Nilai per unsur"),
        "header": [tr("Kode"), tr("Unsur"), "n", tr("NRR"), tr("Nilai konversi"), tr("Mutu")],
        "rows": rows,
        "numeric": [2, 3, 4],
    }


def signer(role: str, name: str = "") -> dict[str, str]:
    """Return one who signs and of whom only the name is known, or not even that: a line then."""
    known = "" if name == NOBODY else name
    return {"role": role, "jabatan": "", "name": known, "pangkat": "", "nip": ""}


def signing_official(official: Official, role: str = "") -> dict[str, str]:
    """Return an official as one who signs."""
    return {
        "role": role,
        "jabatan": official.jabatan,
        "name": official.name,
        "pangkat": official.pangkat,
        "nip": official.nip,
    }


def _approving(official: Official | None) -> dict[str, str]:
    role = tr("Mengetahui,")
    return signing_official(official, role) if official else signer(role)


def _frame(facts: SurveyFacts, title: str, opening: str) -> dict[str, Any]:
    return {"title": title, "opening": [opening], "place": facts.place, "kop": facts.kop}


def _proof(facts: SurveyFacts) -> list[list[str]]:
    return [
        [tr("SHA-256 lembar"), facts.sheets_sha256],
        [tr("Kepala log"), facts.log_head],
    ]


def _elsewhere_tables(
    places: Sequence[tuple[str, Sequence[Elsewhere]]],
) -> list[dict[str, Any]]:
    rows = [[kind, one.name, one.at] for kind, found in places for one in found]
    table = {
        "title": tr("Berkas lain yang diketahui memuat lembar itu"),
        "header": [tr("Jenis"), tr("Nama berkas"), tr("Tanggal")],
        "rows": rows,
        "numeric": [],
    }
    return [table] if rows else []


def _basis(survey: Survey, day: date) -> str:
    law = tr("Undang-Undang Nomor 27 Tahun 2022 dan jadwal retensi arsip kantor")
    until = survey.retain_until
    if until is None:
        return tr("{dasar}; tanggal simpan tidak ditetapkan", dasar=law)
    if day <= until:
        return tr(
            "{dasar}; dimusnahkan sebelum tanggal simpan {tanggal} berakhir",
            dasar=law,
            tanggal=long_date(until),
        )
    return tr("{dasar}; disimpan sampai {tanggal}", dasar=law, tanggal=long_date(until))


def _instrument(instrument: Instrument, stored: StoredInstrument) -> str:
    return tr(
        "{nama} ({kunci} versi {versi})",
        nama=instrument.name,
        kunci=stored.key,
        versi=stored.version,
    )


def _day(day: date | None) -> str:
    return long_date(day) if day else tr("belum ditetapkan")


def _made_to_be_used() -> str:
    return tr("Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.")
