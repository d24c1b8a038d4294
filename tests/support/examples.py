"""How many examples a property of packages is tried with."""

from __future__ import annotations

from tests.faults.processes import NIGHTLY

EXAMPLES = 10_000 if NIGHTLY else 300
PATIENCE = 7200 if NIGHTLY else 120
"""Seconds that so many examples may take."""
