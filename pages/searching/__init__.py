"""Find pages by their words, help who finds nothing, and keep what was missed."""
