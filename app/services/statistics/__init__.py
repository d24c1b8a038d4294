"""Statistics that an office is asked for, written out with their sources; no special cases."""
