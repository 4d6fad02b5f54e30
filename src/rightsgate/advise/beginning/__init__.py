"""A first manifest: what is asked for it, what the answers come to, and which statements come first."""
