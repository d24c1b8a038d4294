"""The figures of a city: its units and services together, computed and reported (skm.md §3)."""
