"""The kinds of records of an office file, one line each: table, dataclass, word in the log."""

from __future__ import annotations

import hashlib
from typing import Any

from app.models.capaian import (
    CapaianMark,
    CapaianYear,
    IndikatorYear,
    Narrative,
    ProgramRow,
)
from app.models.consolidation import Decision, Finalisation, UnitMapping
from app.models.follow_up import FollowUp, Forum, Photo, Proposal, Publication
from app.models.ikk import Ikk, IkkElement, IkkValue
from app.models.importing import ImportMapping
from app.models.instrument_draft import InstrumentDraft
from app.models.minutes import Minutes
from app.models.planning import Holiday, Stage, TeamMember
from app.models.report_text import ReportText
from app.models.reported import Reported
from app.models.review import Mark, SaranReview
from app.models.store.records import Kind, T
from app.models.survey_photo import SurveyPhoto
from app.models.target import (
    Indikator,
    Misi,
    Pengampu,
    Rpjmd,
    RpjmdTarget,
    Sasaran,
    Tujuan,
)
from app.models.verification import Verification

STAGE = Kind("stage", Stage, "tahap", '"start", id')
HOLIDAY = Kind("holiday", Holiday, "hari libur", "day")
TEAM_MEMBER = Kind("team_member", TeamMember, "anggota tim", "survey_id, position, id")
VERIFICATION = Kind("verification", Verification, "verifikasi")
FOLLOW_UP = Kind("follow_up", FollowUp, "tindak lanjut", "survey_id, position, id")
PHOTO = Kind("photo", Photo, "foto", "follow_up_id, position, id")
PROPOSAL = Kind("proposal", Proposal, "usulan")
PUBLICATION = Kind("publication", Publication, "publikasi", "day, id")
FORUM = Kind("forum", Forum, "forum konsultasi publik", "day, id")
SARAN_REVIEW = Kind("saran_review", SaranReview, "tinjauan saran")
MARK = Kind("mark", Mark, "tanda diperiksa")
REPORTED = Kind("reported", Reported, "angka yang dilaporkan", "year, position, id")
REPORT_TEXT = Kind("report_text", ReportText, "teks laporan", "key")
SURVEY_PHOTO = Kind("survey_photo", SurveyPhoto, "foto survei", "survey_id, position, id")
IMPORT_MAPPING = Kind("import_mapping", ImportMapping, "pemetaan impor", "name, id")
DECISION = Kind("decision", Decision, "putusan")
UNIT_MAPPING = Kind("unit_mapping", UnitMapping, "pemetaan unit", "code")
FINALISATION = Kind("finalisation", Finalisation, "penetapan final", "year, period")

RPJMD = Kind("rpjmd", Rpjmd, "RPJMD", "first_year, id")
MISI = Kind("misi", Misi, "misi", "rpjmd_id, number, id")
TUJUAN = Kind("tujuan", Tujuan, "tujuan", "misi_id, position, id")
SASARAN = Kind("sasaran", Sasaran, "sasaran", "number, id")
INDIKATOR = Kind("indikator", Indikator, "indikator", "sasaran_id, position, id")
PENGAMPU = Kind("pengampu", Pengampu, "unit pengampu", "indikator_id, position, id")
RPJMD_TARGET = Kind("rpjmd_target", RpjmdTarget, "target RPJMD", "indikator_id, year")
INDIKATOR_YEAR = Kind("indikator_year", IndikatorYear, "nilai indikator", "year, id")
PROGRAM_ROW = Kind("program_row", ProgramRow, "baris program", "year, position, id")
NARRATIVE = Kind("narrative", Narrative, "narasi", "year, id")
CAPAIAN_YEAR = Kind("capaian_year", CapaianYear, "tahun capaian", "year")
CAPAIAN_MARK = Kind("capaian_mark", CapaianMark, "tanda diperiksa")
IKK = Kind("ikk", Ikk, "IKK", "position, id")
IKK_ELEMENT = Kind("ikk_element", IkkElement, "elemen data IKK", "ikk_id, position, id")
IKK_VALUE = Kind("ikk_value", IkkValue, "nilai elemen IKK", "year, id")


class _DigestedKind(Kind[T]):
    """Records whose content the log binds by its digest: it stands in the record alone."""

    def content(self, record: T) -> dict[str, Any]:
        named = super().content(record)
        return {**named, "content": hashlib.sha256(named["content"].encode()).hexdigest()}


# Drafts are saved while somebody types.
INSTRUMENT_DRAFT = _DigestedKind(
    "instrument_draft", InstrumentDraft, "rancangan instrumen", "name, id"
)
# Minutes of a verification tell answers of single sheets, which may have to be destroyed.
MINUTES = _DigestedKind("minutes", Minutes, "berita acara", "day, id")
