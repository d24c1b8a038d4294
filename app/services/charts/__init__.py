"""Charts described once; the window and the reports draw the same description."""
