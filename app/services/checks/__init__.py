"""Prove that a file is whole, its log complete and its answers plausible (``periksa``)."""
