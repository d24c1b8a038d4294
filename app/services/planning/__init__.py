"""What is planned around a survey: sample, schedule, holidays, team, and reminders of them."""
