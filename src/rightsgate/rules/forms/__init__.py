"""The forms of rule files."""
