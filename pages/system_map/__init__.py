"""The system map: aspects and influences in; a drawing and the same in words out. No models."""
