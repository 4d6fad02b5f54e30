"""What was stated: a manifest with its evidence."""
