"""What a city sends down to its offices, so that codes agree everywhere."""
