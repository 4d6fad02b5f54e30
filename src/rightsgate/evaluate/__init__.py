"""Rules applied to one manifest."""
