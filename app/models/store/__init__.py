"""The one SQLite file of an office: opening, schema, repositories, log, backup. The only SQL."""
