"""Packs of rules: found, put together, compiled and kept."""
