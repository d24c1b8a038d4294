"""Surveys: opening, changing and locking them."""
