"""The screen Tindak lanjut."""
