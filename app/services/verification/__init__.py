"""Verification: sheets are keyed in a second time without seeing the first, and compared."""
