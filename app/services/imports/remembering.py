"""Mappings that were used before, for the next file with the same columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.importing import ImportMapping
from app.services.imports.mapping import as_content, fingerprint, from_content
from app.services.recognising.answer_columns import column_names

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.services.imports.mapping import AnswerMapping
    from app.services.imports.service import ImportPlan


def remembered(
    store: Store, instrument: Instrument, proposed: AnswerMapping
) -> AnswerMapping | None:
    """Return what was made of a file with these columns before, if there was one."""
    header = fingerprint([one.heading for one in proposed.columns])
    kept = store.import_mappings.all(instrument_key=instrument.key, header=header)
    if not kept:
        return None
    return from_content(kept[0].content, proposed.settings.header, column_names(instrument))


def remember_mapping(store: Store, instrument: Instrument, plan: ImportPlan) -> None:
    """Keep the mapping of a file instead of an earlier one of the same columns."""
    mapping = plan.checked.mapping
    kept = store.import_mappings.all(instrument_key=instrument.key, header=mapping.fingerprint)
    record = ImportMapping(plan.file_name, instrument.key, mapping.fingerprint)
    record = replace(kept[0] if kept else record, content=as_content(mapping))
    store.import_mappings.save(record)
