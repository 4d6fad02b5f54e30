"""Rules tried on their cases."""
