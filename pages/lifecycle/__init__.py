"""From what an editor writes to what readers see: drafted, rendered, published, withdrawn."""
