"""A city that sends down what its offices need, and packages changed by who knows the format."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.planning import StageKind
from app.models.store.package import digest
from app.models.store.seal import new_mark, put_seal
from app.models.survey import WeightRule
from app.models.unit import Office, Official, Service, Unit, UnitType
from app.services.instruments.reading import shipped_instruments
from app.services.sending_down import forms
from app.services.session import Session
from app.services.surveys.new_survey import NewSurvey

if TYPE_CHECKING:
    from pathlib import Path

OWN_KEY = "skm-kota"
SCHEDULE = {
    StageKind.PREPARATION: (date(2026, 1, 5), date(2026, 1, 9)),
    StageKind.COLLECTION: (date(2026, 1, 12), date(2026, 3, 20)),
    StageKind.REPORTING: (date(2026, 3, 23), date(2026, 3, 31)),
}


def own_definition(version: int = 1, name: str = "Survei Kota") -> str:
    """Return the text of an instrument of the city's own."""
    text = next(one.definition for one in shipped_instruments() if one.key == "skm-9")
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("key = ") and not any(one.startswith("key = ") for one in lines):
            line = f'key = "{OWN_KEY}"'  # noqa: PLW2901 - the line as it is kept
        elif line.startswith("version = "):
            line = f"version = {version}"  # noqa: PLW2901 - as above
        elif line.startswith("name = ") and not any(one.startswith("name = ") for one in lines):
            line = f'name = "{name}"'  # noqa: PLW2901 - as above
        lines.append(line)
    return "\n".join(lines) + "\n"


def make_sending_city(path: Path) -> Session:
    """Make the file of a city: units in three levels, an own instrument, two definitions."""
    session = Session.create(path, operator="Organisasi")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        city = store.units.save(Unit("KOTA", "Pemerintah Kota Melati", UnitType.PEMDA))
        store.offices.save(Office(city.id, ("Pemerintah Kota Melati",), place="Melati"))
        above = store.units.save(
            Unit("KEC-01", "Kecamatan Satu", UnitType.KECAMATAN, parent_id=city.id)
        )
        for number in (1, 2, 3):
            unit = store.units.save(
                Unit(
                    f"KEL-0{number}",
                    f"Kelurahan {number}",
                    UnitType.KELURAHAN,
                    parent_id=above.id,
                    aliases=(f"Kel. {number}",),
                )
            )
            for name in ("KTP", "Surat keterangan"):
                store.units.save_service(Service(unit.id, name))
        store.offices.save_official(Official("Sekretaris Daerah", "", "Pembina", "1970"))
        store.instruments.keep(OWN_KEY, 1, own_definition())
        first = NewSurvey(
            city.id, 2026, "triwulan-1", weight_rule=WeightRule.THREE_DECIMALS, notice="Uji coba"
        )
        survey, _ = session.surveys.create(first)
        session.surveys.create(NewSurvey(city.id, 2026, "tahunan", OWN_KEY))
        session.planning.set_schedule(survey.id, SCHEDULE)
    return session


def send_down(city: Session, target: Path) -> Path:
    """Write the package that is usually sent."""
    city.sending_down.send(target, city.sending_down.usually_sent())
    return target


def move_deadline(city: Session, day: date) -> None:
    """Let collection of the first definition end on another day."""
    survey = next(s for s in city.surveys.all() if s.period.code == "triwulan-1")
    days = {**SCHEDULE, StageKind.COLLECTION: (date(2026, 1, 12), day)}
    city.planning.set_schedule(survey.id, days)


def rename(city: Session, code: str, name: str, new_code: str = "") -> None:
    """Change the name, and perhaps the code, of a unit."""
    unit = city.units.find(code)
    city.units.change(replace(unit, name=name, code=new_code or unit.code))


def reseal(path: Path) -> None:
    """Write a manifest whose counts and hashes fit the edited tables."""
    counted = {"unit": "unit", "layanan": "layanan", "instrumen": "instrumen"}
    counted |= {"survei": "survei", "pejabat": "pejabat"}
    with closing(sqlite3.connect(path)) as connection:
        rows = dict(connection.execute("SELECT * FROM manifes").fetchall())
        contents = []
        for form in forms.FIXED[1][1:]:
            cursor = connection.execute(f"SELECT * FROM {form.name} ORDER BY rowid")  # noqa: S608 - our own names
            contents.append((form, tuple(cursor.fetchall())))
        for key, name in counted.items():
            (n,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 - as above
            rows[key] = str(n)
        rows["sha256_isi"] = digest(contents)
        rows.pop("sha256_manifes", None)
        rows["sha256_manifes"] = digest([(forms.MANIFEST, tuple(rows.items()))])
        connection.execute("DELETE FROM manifes")
        connection.executemany("INSERT INTO manifes VALUES (?, ?)", rows.items())
        mark = new_mark()
        connection.execute("UPDATE segel SET sha256_berkas = ?", (mark,))
        connection.commit()
    put_seal(path, mark)
