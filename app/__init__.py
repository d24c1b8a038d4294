"""Puas: survey and achievement figures of Indonesian public-service offices, offline."""

__version__ = "0.1.0"
