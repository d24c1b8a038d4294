"""The *Laporan pelaksanaan* of a survey, in the form that offices hand in (rules/reports.md §1)."""
