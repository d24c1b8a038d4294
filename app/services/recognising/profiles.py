"""What a cell says of the respondent: by value, label, key of the paper, or a usual synonym."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.models.questionnaire import Choice, ProfileField

_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0{1,6})?(?:\s*(?:tahun|thn|th))?", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|—|s/d|sd|sampai|hingga)\s*(\d{1,3})")
_UNDER = re.compile(r"(?:<|di\s*bawah|kurang\s+dari)\s*(\d{1,3})")
_OVER = re.compile(r"(?:>|di\s*atas|lebih\s+dari)\s*(\d{1,3})")
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "L": ("laki laki", "lakilaki", "laki", "pria", "lk", "male"),
    "P": ("perempuan", "wanita", "pr", "female"),
    "TS": (
        *("tidak sekolah", "belum sekolah", "tidak belum sekolah", "tidak bersekolah"),
        "tidak tamat sd",
    ),
    "SD": ("sd sederajat", "sd mi", "sekolah dasar", "mi", "tamat sd"),
    "SMP": ("sltp", "mts", "smp sederajat", "smp mts", "sltp sederajat", "tamat smp"),
    "SMA": (
        *("slta", "smk", "ma", "stm", "smu", "sma sederajat", "slta sederajat", "sma smk"),
        *("sma smk sederajat", "sma ma smk", "sma smk ma", "smk sederajat", "tamat sma"),
    ),
    "D1-D3": (
        *("d1", "d2", "d3", "d i", "d ii", "d iii", "d 1", "d 2", "d 3", "diploma"),
        *("diploma i", "diploma ii", "diploma iii", "diploma 1", "diploma 2", "diploma 3"),
        *("diii", "dii", "d1 d2 d3", "d i d iii", "diploma d1 d3"),
    ),
    "S1": ("sarjana", "strata 1", "s 1", "s i", "d4", "d iv", "d4 s1", "s1 d4", "s1 sederajat"),
    "S2": ("magister", "strata 2", "s 2", "s ii", "pascasarjana"),
    "S3": ("doktor", "strata 3", "s 3", "s iii"),
    "PNS": (
        *("asn", "pns asn", "asn pns", "pppk", "pns pppk", "pegawai negeri"),
        *("pegawai negeri sipil", "aparatur sipil negara"),
    ),
    "TNI": ("tentara", "anggota tni"),
    "POLRI": ("polisi", "anggota polri"),
    "Swasta": ("karyawan swasta", "pegawai swasta", "karyawan", "karyawati"),
    "Wirausaha": (
        *("wiraswasta", "pengusaha", "pedagang", "usaha sendiri", "wirausaha usahawan"),
        *("wiraswasta usahawan", "pelaku usaha", "umkm"),
    ),
    "Petani": ("petani nelayan", "nelayan", "petani pekebun"),
    "Pelajar": ("mahasiswa", "pelajar mahasiswa", "siswa", "mahasiswi"),
    "IRT": ("ibu rumah tangga", "mengurus rumah tangga"),
    "Lainnya": ("lain lain", "lain", "yang lain", "other"),
    "Ya": ("iya", "y", "yes", "penyandang disabilitas"),
    "Tidak": ("t", "no", "bukan", "bukan penyandang disabilitas"),
}
"""Stored value → what files write for it."""
_OTHER = "Lainnya"
_OTHER_WORK = (
    *("buruh", "buruh harian lepas", "buruh tani", "honorer", "tenaga honorer", "pensiunan"),
    *("tidak bekerja", "belum bekerja", "tidak belum bekerja", "belum tidak bekerja"),
    *("petani", "pelajar", "irt"),
)
"""Occupations that a list with *Lainnya* but without them means by it."""


class ProfileError(ValueError):
    """A characteristic that cannot be understood; its text is the reason."""


class ProfileReader:
    """Reads one characteristic in the way in which its whole column is written."""

    def __init__(self, field: ProfileField, cells: Collection[str]) -> None:
        self._field = field
        self._names = _names(field)
        self._ranges = [choice for choice in field.choices if choice.is_range]
        self._keys = {key.casefold(): c.value for c in field.choices for key in c.keys}
        numbers = [m[1] for cell in cells if (m := _WHOLE.fullmatch(cell.strip()))]
        self._keyed = not self._ranges or all(number in self._keys for number in numbers)

    def read(self, cell: str) -> str | int:
        """Return the value to be stored for a cell that is not blank. Raises ProfileError."""
        if self._field.kind is FieldKind.NUMBER:
            return self._count(cell)
        spaced = _spaced(cell)
        found = self._names.get(cell.casefold())
        if found is None and not self._ranges:
            found = self._names.get(spaced)
        if found is None and self._keyed:
            match = _WHOLE.fullmatch(cell)
            found = self._keys.get(match[1] if match else cell.casefold())
        found = found or self._ranged(cell) or self._other(spaced)
        if found is None:
            allowed = ", ".join(choice.value for choice in self._field.choices)
            raise ProfileError(tr("pilihannya hanya {daftar}", daftar=allowed))
        return found

    def _other(self, spaced: str) -> str | None:
        """Return *Lainnya* for ``Lainnya: ojek``, as the paper asks for it."""
        named = spaced.startswith(("lainnya ", "lain lain ", "yang lain "))
        return other_choice(self._field) if named else None

    def _count(self, cell: str) -> int:
        match = _WHOLE.fullmatch(cell)
        lowest, highest = self._field.lowest, self._field.highest
        if match is None or not lowest <= int(match[1]) <= highest:
            raise ProfileError(
                tr("harus bilangan bulat {dari} sampai {sampai}", dari=lowest, sampai=highest)
            )
        return int(match[1])

    def _ranged(self, cell: str) -> str | None:
        """Return the range that a number lies in, or that a text such as 26–34 tahun names."""
        if not self._ranges:
            return None
        if match := _WHOLE.fullmatch(cell):
            return self._holding(int(match[1]), int(match[1]))
        text = cell.casefold()
        if match := _RANGE.search(text):
            return self._holding(int(match[1]), int(match[2]))
        if match := _UNDER.search(text):
            return self._holding(0, int(match[1]) - 1)
        if match := _OVER.search(text):
            last = max(choice.upper for choice in self._ranges)
            return self._holding(int(match[1]) + 1, last)
        return None

    def _holding(self, lower: int, upper: int) -> str | None:
        fits = (c.value for c in self._ranges if c.lower <= lower <= upper <= c.upper)
        return next(fits, None)


def band_values(field: ProfileField) -> list[tuple[int, str]]:
    """Return (number, words) by which somebody may state a band where a number is asked."""
    return [
        ((band.lower + min(band.upper, field.usual_highest or band.upper)) // 2, band.label)
        for band in field.bands
    ]


def other_choice(field: ProfileField) -> str | None:
    """Return the value of *Lainnya* of a list, which takes whatever it does not name."""
    return next((c.value for c in field.choices if c.value == _OTHER), None)


def _names(field: ProfileField) -> dict[str, str]:
    """Return what files write → value. What a list itself says goes before usual synonyms."""
    names: dict[str, str] = {}
    for names_of in (_own_names, _synonyms):
        for choice in field.choices:
            for name in names_of(choice):
                names.setdefault(name, choice.value)
    if field.key == "pekerjaan" and (other := other_choice(field)):
        known = (_SYNONYMS.get(value, ()) for value in ("Petani", "Pelajar", "IRT"))
        for name in (*_OTHER_WORK, *(name for names_of_one in known for name in names_of_one)):
            names.setdefault(name, other)
    return names


def _own_names(choice: Choice) -> list[str]:
    own = [choice.value.casefold(), choice.label.casefold()]
    if not choice.is_range:
        own += [_spaced(choice.value), _spaced(choice.label)]
    return [name for name in own if name]


def _synonyms(choice: Choice) -> tuple[str, ...]:
    return () if choice.is_range else _SYNONYMS.get(choice.value, ())


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())
