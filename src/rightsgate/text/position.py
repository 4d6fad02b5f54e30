"""Where something stands in a text."""

# A place in a file: line and column, both from 1.
Mark = tuple[int, int]
