"""Laporan: reports as they will lie on the table."""
