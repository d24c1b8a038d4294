"""The questionnaire before it is filled in: printed, numbered, and marked for a scanner."""
