"""Units as a tree, what they offer, and lists of them from a spreadsheet."""
