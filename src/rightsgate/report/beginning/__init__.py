"""A first manifest and its configuration as text, and what is asked for them."""
