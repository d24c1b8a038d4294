"""Sending what a file holds to PostgreSQL, to Parquet, and as SQL for the file itself."""
