"""The office of a file: its data, its letterhead and the people who work in it."""
