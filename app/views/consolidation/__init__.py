"""The screen Konsolidasi: packages of many units, and the figures of all of them together."""
