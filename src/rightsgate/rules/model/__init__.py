"""The types of rules."""
