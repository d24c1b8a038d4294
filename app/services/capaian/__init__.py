"""Capaian kinerja: how a target becomes an achievement (rules/capaian.md)."""
