"""Hasil: the figures of a survey, from the index down to single remarks."""
