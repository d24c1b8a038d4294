"""Beranda: what is to be done."""
