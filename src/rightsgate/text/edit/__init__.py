"""Edits of YAML and JSON text in place: only the characters that an edit is about change."""
