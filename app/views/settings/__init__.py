"""The screen Pengaturan: office, people, appearance, backups."""
