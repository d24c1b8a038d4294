"""The entry of sheets: one hand on the number pad, nothing ever lost."""
