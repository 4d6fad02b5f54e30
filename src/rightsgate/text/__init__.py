"""Characters to data with positions, and back. Knows nothing of rights."""
