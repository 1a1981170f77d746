"""Whether a page takes feedback: what it inherits, and how staff open and close it."""
