"""Feedback taken away as data: one definition of the columns, three formats, every time logged."""
