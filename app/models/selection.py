"""Which sheets of a survey are looked at: all, those of a service, those of a group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Part of a survey's sheets. ``values`` are stored values of the profile field ``field``.

    None among the values stands for those who did not answer that field.
    """

    service_id: int | None = None
    field: str = ""
    values: tuple[str | int | None, ...] = ()


EVERYBODY = Selection()
