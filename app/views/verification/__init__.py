"""The screen Verifikasi: sheets are keyed in a second time, compared and decided."""
