"""Recaps of finished figures, taken over as they were reported and kept apart from our own."""
