"""A report to text, one pure function a format. Judges nothing, reads nothing."""
