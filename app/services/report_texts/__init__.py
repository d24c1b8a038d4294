"""The words of reports that an office may put in its own way."""
