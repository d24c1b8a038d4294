"""The screen Survei: years and periods, opening, changing and locking."""
