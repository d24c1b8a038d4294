"""Keying in sheets: the form as a state machine, what is checked, and what is kept."""
