"""The HTML format: one file that stands alone, for people to look at."""
