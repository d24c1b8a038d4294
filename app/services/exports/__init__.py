"""Packages for the city: writing them, and reading them with distrust."""
