"""Indikator kinerja kunci: data elements, a formula, and the value that follows."""
