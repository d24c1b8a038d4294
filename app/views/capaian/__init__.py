"""The screen Capaian: a year of performance as a grid, and what follows from it."""
