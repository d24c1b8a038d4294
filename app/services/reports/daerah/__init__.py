"""The report of a government on the surveys of all its units (rules/reports.md 6)."""
