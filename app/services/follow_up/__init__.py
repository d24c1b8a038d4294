"""What an office does about a result, and what became of what it planned."""
