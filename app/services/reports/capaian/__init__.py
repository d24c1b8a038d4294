"""The reports on performance: the whole of a year, and the programs of one perangkat daerah."""
