"""The mistakes that real recaps contain, one function per rule (rules/skm.md §5).

Every rule is a pure function from rows to findings: it knows no file, no store and no screen.
"""
