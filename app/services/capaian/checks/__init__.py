"""What is possible but unusual in a year of capaian, to be looked at before it is printed."""
