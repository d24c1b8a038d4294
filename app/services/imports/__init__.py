"""Answers from files of other programs: read, checked as a whole, taken whole or not at all."""
