"""How packages are named in a folder, and told of to other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.services.files import safe_file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.survey import Survey
    from app.services.exports.service import Exported


def package_file_name(survey: Survey) -> str:
    """Return a name that no other survey of the file has; a later package takes its place."""
    return safe_file_name(f"Paket {survey.code}", ".sqlite")


def as_json(exported: Sequence[Exported], *, ascii_only: bool = False) -> str:
    """Return the packages that were written as a list."""
    records = [
        {
            "berkas": str(one.path),
            "nomor": one.manifest.number,
            "survei": one.manifest.survey_code,
            "kode_unit": one.manifest.unit_code,
            "lembar": one.manifest.sheets,
            "dengan_saran": one.manifest.with_saran,
            "sha256_isi": one.manifest.content_sha256,
        }
        for one in exported
    ]
    return json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"
