"""The editor of instruments, a tab of the settings."""
