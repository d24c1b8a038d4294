"""What can be done: computations and use cases. No Qt and no SQL."""
