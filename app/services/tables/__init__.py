"""Read a table somebody hands over (CSV, XLSX, ODS): values only, nothing is ever evaluated."""
