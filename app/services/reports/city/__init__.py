"""Reports on all units of a file together: rekap, perbandingan, the report of a government."""
