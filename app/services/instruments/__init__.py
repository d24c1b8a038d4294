"""Instruments as data: reading and validating them (rules/skm.md §2)."""
