"""What each column of a file of answers means: by its name, its wording, or what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.recognising.days import is_day
from app.services.recognising.headings import Spellings, plain
from app.services.recognising.profiles import ProfileError, ProfileReader
from app.services.recognising.scores import own_labels, plain_label
from app.services.recognising.wording import Wordings, stripped, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.questionnaire import Instrument, ProfileField

NUMBER, DAY, SERVICE, SARAN = "nomor", "tanggal", "layanan", "saran"
IGNORED = ""
_ALIKE, _AHEAD = 0.5, 0.12
_FEWEST_FILLED = 1
_LONG_HEADING = 9
_NAMES: dict[str, tuple[str, ...]] = {
    NUMBER: (
        *("nomor lembar", "no lembar", "nomor responden", "no responden", "no. kuesioner"),
        *("nomor kuesioner", "nomor urut responden"),
    ),
    DAY: (
        *("tgl", "tanggal survei", "tanggal pengisian", "tanggal isi", "tanggal pelayanan"),
        *("hari tanggal", "date", "timestamp", "cap waktu", "stempel waktu", "waktu pengisian"),
        *("waktu selesai", "completion time", "submitted at", "waktu mulai", "start time"),
    ),
    SERVICE: (
        *("jenis layanan", "nama layanan", "jenis pelayanan", "pelayanan", "layanan yang diterima"),
        *("jenis layanan yang diterima", "jenis pelayanan yang diterima", "keperluan"),
        "jenis layanan yang diakses",
    ),
    SARAN: (
        *("saran dan masukan", "kritik dan saran", "kritik saran", "saran masukan", "masukan"),
        *("saran kritik", "saran perbaikan", "komentar", "saran dan kritik", "saran/masukan"),
    ),
    "jenis_kelamin": ("jk", "l/p", "gender", "kelamin", "sex"),
    "usia": ("umur", "age", "usia (tahun)", "umur (tahun)", "rentang usia", "kelompok umur"),
    "pendidikan": ("pendidikan terakhir", "tingkat pendidikan", "jenjang pendidikan"),
    "pekerjaan": ("pekerjaan utama", "profesi", "jenis pekerjaan"),
    "disabilitas": ("penyandang disabilitas",),
}
_HINTS: dict[str, frozenset[str]] = {
    "jenis_kelamin": frozenset({"kelamin", "gender"}),
    "usia": frozenset({"usia", "umur"}),
    "pendidikan": frozenset({"pendidikan"}),
    "pekerjaan": frozenset({"pekerjaan", "profesi"}),
    "disabilitas": frozenset({"disabilitas", "difabel"}),
    SARAN: frozenset({"saran", "kritik", "komentar"}),
    DAY: frozenset({"tanggal", "timestamp"}),
}
"""Words that give a short question away: *Berapa usia Anda?*"""


class How(Enum):
    """By what a column was recognised."""

    NAME = "nama"
    WORDING = "pertanyaan"
    CONTENT = "isi"
    NOT = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for; an empty target is a column that is left out."""

    target: str
    how: How


class AnswerColumns:
    """Recognises the columns of answers to one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self.targets = column_names(instrument)
        self._spellings = Spellings(self._names())
        self._wordings = Wordings(self._texts())

    def header_of(self, rows: Sequence[Sequence[str]]) -> int:
        """Return the place of the row that names most columns."""
        return self._spellings.header_of(rows)

    def known_in(self, headings: Iterable[str]) -> int:
        """Return how many headings mean a column, by name or wording."""
        headings = list(headings)
        return sum(bool(g.target) for g in self.recognise(headings, [()] * len(headings)))

    def recognise(
        self, headings: Sequence[str], samples: Sequence[Iterable[str]]
    ) -> tuple[Guess, ...]:
        """Return what each column is taken for; twice only where two bear the same name."""
        found: dict[int, Guess] = {}
        self._by_name(headings, found)
        self._by_wording(headings, found)
        self._by_hint(headings, found)
        self._by_content(samples, found)
        nothing = Guess(IGNORED, How.NOT)
        return tuple(found.get(place, nothing) for place in range(len(headings)))

    def _free(self, found: dict[int, Guess]) -> set[str]:
        return set(self.targets) - {guess.target for guess in found.values()}

    def _by_name(self, headings: Sequence[str], found: dict[int, Guess]) -> None:
        """Take names; where two columns bear names of one target, the better known one."""
        bearers: dict[str, list[tuple[int, int]]] = {}
        for place, heading in enumerate(headings):
            key = self._spellings.key_of(heading) or self._spellings.key_of(stripped(heading))
            if key:
                bearers.setdefault(key, []).append((self._rank(key, heading), place))
        for key, ranked in bearers.items():
            best = min(ranked)[0]
            # Equally good names are both kept: which of them is meant must be said.
            found |= {place: Guess(key, How.NAME) for rank, place in ranked if rank == best}

    def _rank(self, key: str, heading: str) -> int:
        spelled = [plain(name) for name in (key, *_NAMES.get(key, ()))]
        compared = plain(heading)
        return spelled.index(compared) if compared in spelled else len(spelled)

    def _by_wording(self, headings: Sequence[str], found: dict[int, Guess]) -> None:
        pairs = []
        for place, heading in enumerate(headings):
            if place in found:
                continue
            likeness = self._wordings.likeness(heading)
            ranked = sorted(likeness.items(), key=lambda pair: -pair[1])
            if ranked and ranked[0][1] >= _ALIKE:
                second = ranked[1][1] if len(ranked) > 1 else 0.0
                if ranked[0][1] - second >= _AHEAD:
                    pairs.append((-ranked[0][1], place, ranked[0][0]))
        for _, place, key in sorted(pairs):
            if key in self._free(found):
                found[place] = Guess(key, How.WORDING)

    def _by_hint(self, headings: Sequence[str], found: dict[int, Guess]) -> None:
        for place, heading in enumerate(headings):
            said = set(words(stripped(heading)))
            if place in found or len(said) > _LONG_HEADING:
                continue
            free = self._free(found)
            hinted = [key for key, hints in _HINTS.items() if key in free and said & hints]
            if len(hinted) == 1:
                found[place] = Guess(hinted[0], How.WORDING)

    def _by_content(self, samples: Sequence[Iterable[str]], found: dict[int, Guess]) -> None:
        claims: dict[str, list[int]] = {}
        for place, cells in enumerate(samples):
            filled = {cell.strip() for cell in cells} - {""}
            if place in found or len(filled) <= _FEWEST_FILLED:
                continue
            fitting = [key for key in self._free(found) if self._speaks(key, filled)]
            if len(fitting) == 1:
                claims.setdefault(fitting[0], []).append(place)
        for key, places in claims.items():
            if len(places) == 1:
                found[places[0]] = Guess(key, How.CONTENT)

    def _speaks(self, key: str, filled: set[str]) -> bool:
        """Say whether all these cells can be nothing else than values of this column."""
        if key == DAY:
            return all(map(is_day, filled))
        question = next((q for q in self._instrument.questions if q.key == key), None)
        if question is not None:
            return {plain_label(cell) for cell in filled} <= own_labels(question).keys()
        field = next((f for f in self._instrument.profile if f.key == key), None)
        return field is not None and _speaks_of(field, filled)

    def _names(self) -> list[tuple[str, list[str]]]:
        """Return target → its spellings; keys of questions come first."""
        questions = [(key, list[str]()) for key in self._instrument.question_keys]
        named = [(key, list(_NAMES.get(key, ()))) for key in (NUMBER, DAY, SERVICE, SARAN)]
        named += [(f.key, [f.name, *_NAMES.get(f.key, ())]) for f in self._instrument.profile]
        return [*questions, *named, *self._codes()]

    def _codes(self) -> list[tuple[str, list[str]]]:
        """Return question → codes and names of its unsur, or its number where there are more."""
        codes = []
        for question in self._instrument.questions:
            if self._instrument.is_one_to_one:
                unsur = self._instrument.unsur_of(question.unsur)
                letters = [unsur.code, unsur.name, unsur.short_name]
                letters += [f"{unsur.code} {name}" for name in (unsur.name, unsur.short_name)]
            else:
                letters = [f"U{question.number}", question.short_name]
            letters += [f"{p}{question.number}" for p in ("Q", "P", "S", "soal", "pertanyaan")]
            letters += [f"pernyataan {question.number}", question.text]
            codes.append((question.key, letters))
        return codes

    def _texts(self) -> dict[str, list[str]]:
        texts = {}
        for question in self._instrument.questions:
            known = [question.text, question.short_name]
            if self._instrument.is_one_to_one:
                unsur = self._instrument.unsur_of(question.unsur)
                known += [unsur.name, unsur.short_name]
            texts[question.key] = [text for text in known if text]
        return texts


def column_names(instrument: Instrument) -> tuple[str, ...]:
    """Return the columns of the answers of an instrument, in the order of the form."""
    profile = (field.key for field in instrument.profile)
    return (NUMBER, DAY, SERVICE, *profile, *instrument.question_keys, SARAN)


def _speaks_of(field: ProfileField, filled: set[str]) -> bool:
    if field.kind is FieldKind.NUMBER or all(cell.isdigit() for cell in filled):
        return False
    reader = ProfileReader(field, filled)
    try:
        for cell in filled:
            reader.read(cell)
    except ProfileError:
        return False
    return True
