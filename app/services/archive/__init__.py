"""Locking a survey, its minutes, how long its sheets are kept, and destroying them."""
