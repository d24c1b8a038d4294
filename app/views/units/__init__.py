"""The screen Unit: the tree of units, what they offer, and lists to import."""
