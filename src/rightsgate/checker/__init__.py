"""The whole check of a manifest."""
