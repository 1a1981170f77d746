"""Pictures: encoded anew, kept as rows, described in words, and shown wherever a page asks."""
