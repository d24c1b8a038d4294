"""Several instruments on one paper: keyed in as one sheet, kept and computed apart."""
