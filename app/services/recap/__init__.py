"""The recap: every survey of a file with its figures, one line each (architecture §6)."""
