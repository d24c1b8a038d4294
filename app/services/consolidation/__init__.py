"""A city merges the packages of its units."""
