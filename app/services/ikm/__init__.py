"""How a survey becomes an IKM (rules/skm.md §3)."""
