"""The screen Impor: a file of answers, what its columns mean, and what will be stored."""
