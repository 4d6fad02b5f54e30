"""Two checks compared: what is new, worse, better or settled, and because of which statement or rule."""
