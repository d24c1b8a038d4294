"""What a table means: its header, its columns and its values, for every list that is read."""
