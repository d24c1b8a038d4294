"""The page on which an office puts its reports in its own words."""
